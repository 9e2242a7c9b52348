// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "timeline/details/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::timeline {

// The details of the events that end a connection; see life_cycle.h.

struct ErrorDetail
{
    std::optional<std::string> layer; ///< "dns", "tcp", "tls", "http", "websocket", "recording"
    std::optional<std::string> text;
    std::optional<std::uint64_t> status; ///< of an HTTP response
    std::optional<std::string> encoding; ///< the Content-Encoding that was undone, such as "gzip"
    std::optional<std::string> body;     ///< of the response, if it is UTF-8
    std::optional<std::string> bodyBase64;
    std::optional<bool> truncated; ///< the body is longer
    std::optional<List> attempts;  ///< addresses that failed earlier
    std::optional<std::vector<std::string>> chain;
    std::optional<std::vector<std::string>> failures;
    std::optional<std::string> fingerprint;
    std::optional<std::string> host;    ///< the name that could not be resolved
    std::optional<double> milliseconds; ///< since the phase began
    std::optional<std::string> proxy;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("layer", self.layer);
        visit("text", self.text);
        visit("status", self.status);
        visit("encoding", self.encoding);
        visit("body", self.body);
        visit("body_base64", self.bodyBase64);
        visit("truncated", self.truncated);
        visit("attempts", self.attempts);
        visit("chain", self.chain);
        visit("failures", self.failures);
        visit("fingerprint", self.fingerprint);
        visit("host", self.host);
        visit("ms", self.milliseconds);
        visit("proxy", self.proxy);
    }
};

/// The members of `closed` except code, reason and closer, which are members of Detail.
struct ClosedDetail
{
    std::optional<std::string> text;
    std::optional<std::string> unknown;  ///< ConnectionEnding::unknown
    std::optional<std::string> browser;  ///< ConnectionEnding::browser
    std::optional<std::string> tcp;      ///< "fin" or "reset": the first end of TCP
    std::optional<std::string> tcpBy;    ///< "client" or "server"
    std::optional<double> silence;       ///< seconds from the last byte of either side to that
    std::optional<std::string> inside;   ///< the frame or message that was cut off
    std::optional<std::string> tls;      ///< the way TLS ended
    std::optional<std::uint64_t> unsent; ///< in bytes
    std::optional<bool> closeUnsent;     ///< the client's Close frame is part of `unsent`
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("text", self.text);
        visit("unknown", self.unknown);
        visit("browser", self.browser);
        visit("tcp", self.tcp);
        visit("tcp_by", self.tcpBy);
        visit("silence", self.silence);
        visit("inside", self.inside);
        visit("tls", self.tls);
        visit("unsent", self.unsent);
        visit("close_unsent", self.closeUnsent);
    }
};

/// ClosedDetail::silence; zero if it is not known.
Duration silenceOf(const ClosedDetail& detail);

/// "the server ended TCP (FIN)", or empty if the end was not recorded.
std::string tcpEnd(const ClosedDetail& detail);
/// The end of TCP in words: "the server ended TCP (FIN) 5.00 s after the last byte, inside a text
/// frame of the server: 4 of 10 bytes had come"; empty if the end was not recorded.
std::string tcpEnding(const ClosedDetail& detail);

struct ErrorReport
{
    std::string_view layer; ///< "dns", "tcp", "tls", "http", "websocket" or "recording"
    std::string text;
    std::optional<int> status = {}; ///< of an HTTP response
    std::string_view content = {};  ///< the data received; the first MaxContent bytes are kept
    bool truncated = false;         ///< more was received than `content` holds
    std::string encoding = {};      ///< the encoding that was undone for `content`
};
inline constexpr std::size_t MaxContent = 64 * 1024;

ErrorDetail errorDetail(const ErrorReport& error);

} // namespace framescope::timeline
