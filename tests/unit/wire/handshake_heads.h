// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/handshake.h"

#include <string>

// Requests and responses of opening handshakes.
namespace framescope::test {

inline constexpr std::string_view Key = "dGhlIHNhbXBsZSBub25jZQ==";
inline constexpr std::string_view Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

inline wire::HttpHead headOf(wire::HttpHeadReader::Expect expect, const std::string& text)
{
    wire::HttpHeadReader reader(expect);
    reader.feed(asBytes(text));
    return reader.head();
}

inline wire::HttpHead request(const std::string& furtherFields = {})
{
    return headOf(wire::HttpHeadReader::Expect::Request,
                  "GET /chat HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\n"
                  "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: " +
                      std::string(Key) + "\r\n" + furtherFields + "\r\n");
}

inline wire::HttpHead responseOf(const std::string& fields, const std::string& status = "101 Ok")
{
    return headOf(wire::HttpHeadReader::Expect::Response,
                  "HTTP/1.1 " + status + "\r\n" + fields + "\r\n");
}

/// With all that is needed, and `furtherFields`.
inline wire::HttpHead response(const std::string& furtherFields = {})
{
    return responseOf("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
                      std::string(Accept) + "\r\n" + furtherFields);
}

} // namespace framescope::test
