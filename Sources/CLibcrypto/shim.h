// SHA-256 of OpenSSL's libcrypto, which libcurl brings along.
#pragma once
#include <openssl/sha.h>
