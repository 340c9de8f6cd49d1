"""Everything that crosses the border as a file: plan files, dated phrases, summaries and what they are drawn into."""
