"""What each `gongkai` command does. Words and options of the commands are in pipelines/cli.py."""
