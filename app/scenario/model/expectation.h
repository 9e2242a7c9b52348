// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/matcher.h"

#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

struct Step;
struct Alternative;

/// What must come next from the other side.
struct Expectation
{
    enum class Kind {
        Open,
        Message,
        AnyOrder, ///< all of the alternatives
        OneOf,    ///< one of the alternatives
        Silence,  ///< no message for a time
        Ping,
        Pong,
        Refused, ///< the connection did not open, as the server answered otherwise
        Error,
        Close,  ///< the end of the connection
        Request ///< of a client, when the scenario plays the server
    };

    Kind kind = Kind::Message;
    Place place;
    Matcher payload;                       ///< of Message, Ping, Pong; of Refused: the body
    HeaderMatchers headers;                ///< of Open, Refused, Request
    std::optional<Text> status;            ///< of Open, Refused: "401", "400..499"
    std::optional<Text> subprotocol;       ///< of Open; empty text: none
    std::optional<Text> extensions;        ///< of Open; empty text: none
    std::optional<Text> layer;             ///< of Error: dns, tcp, tls, http, websocket
    std::optional<Text> says;              ///< of Error: a part of its text
    std::vector<Text> codes;               ///< of Close: "1000", "4000..4999", "none"; one of them
    std::optional<Matcher> reason;         ///< of Close
    std::optional<Text> by;                ///< of Close: "server", "client", "nobody"
    std::optional<Text> clean;             ///< of Close: "true" or "false"
    std::optional<Matcher> path;           ///< of Request: the target
    std::optional<Text> silence;           ///< of Silence: a time
    std::vector<Alternative> alternatives; ///< of AnyOrder, OneOf

    std::optional<Text> within;
    bool skipOthers = false; ///< messages that do not match are passed over
};

/// One of the expectations of AnyOrder or OneOf, and the steps that follow it in OneOf.
struct Alternative
{
    Expectation expectation;
    std::vector<Step> then;
};

} // namespace framescope::scenario
