"""Listens for TLS on 127.0.0.1, answers the first bytes of every connection with a file's content.

tls_listener.py CERTIFICATE KEY ANSWER [best version: TLSv1_1]. Prints its port; ends when its standard input does.
"""
import os
import socket
import ssl
import sys
import threading

certificate, key, answer = sys.argv[1:4]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.set_alpn_protocols(["h2", "http/1.1"])  # who offers the first gets an answer in the second all the same
if len(sys.argv) > 4:
    context.set_ciphers("DEFAULT@SECLEVEL=0")  # OpenSSL 3 speaks versions before 1.2 on this level alone
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion[sys.argv[4]]


def serve(connection):
    connection.settimeout(20)
    try:
        with context.wrap_socket(connection, server_side=True) as encrypted:
            encrypted.recv(65536)
            with open(answer, "rb") as file:
                encrypted.sendall(file.read())
            while encrypted.recv(65536):
                pass  # to close with bytes unread would take the answer back
    except OSError:
        pass  # what did not want this certificate or this version has gone


def end_with_input():
    while os.read(0, 4096):
        pass
    os._exit(0)


listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=end_with_input, daemon=True).start()
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
