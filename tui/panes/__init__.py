"""The panes: each draws its rows by a plain function beside it; none touches the store."""
