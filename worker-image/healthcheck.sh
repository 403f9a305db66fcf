#!/bin/sh
# Healthy: sshd greets within three seconds. A frozen one accepts and says nothing.
exec python3 -c '
import os, socket, sys
address = os.environ.get("CORDEE_SSH_ADDRESS", "127.0.0.1").replace("0.0.0.0", "127.0.0.1")
with socket.create_connection((address, int(os.environ.get("CORDEE_SSH_PORT", "22"))), timeout=3) as connection:
    sys.exit(not connection.recv(8).startswith(b"SSH-2.0"))
'
