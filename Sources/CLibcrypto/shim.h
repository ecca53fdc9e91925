// SHA-256 and MD5 of OpenSSL's libcrypto, which libcurl brings along.
#pragma once
#include <openssl/evp.h>
#include <openssl/sha.h>
