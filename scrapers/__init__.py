"""Public parliamentary services in, records out. Network (`fetch_*`) and parsing (`parse_*`) stay apart."""
