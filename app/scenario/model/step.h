// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/saved_connection.h"
#include "connection/behaviours.h"
#include "message/draft.h"
#include "scenario/model/expectation.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace framescope::scenario {

struct Step;

/// A connection to make. Its texts may have templates.
struct Connect
{
    Place place;
    collection::SavedConnection saved; ///< its folder is that of the file
    std::string from;                  ///< the saved connection it changes: FILE or FILE#NAME
};

struct Send
{
    message::Draft draft; ///< names of files lead from `folder`
    std::string folder;
};

/// Sends the last message that an expectation took back as it was: the same bytes, as text or
/// binary.
struct Echo
{
};

struct Wait
{
    Text time;
};

/// Gives a variable a value.
struct SetVariable
{
    enum class From {
        Json,   ///< the first value at a path of the last message that an expectation took
        Header, ///< the field of the answer's head; of the request's in a server
        Text,   ///< the first group of a regular expression, else all that it found
        Value   ///< the text itself
    };
    std::string name;
    From from = From::Value;
    Text source;
};
struct Set
{
    std::vector<SetVariable> variables;
};

struct Repeat
{
    std::optional<Text> times; ///< without: until the connection has ended
    std::string as;            ///< the variable that counts, from 1; may be empty
    std::vector<Step> steps;
};

/// A connection beside the others, with steps of its own.
struct ParallelConnection
{
    Place place;
    std::string name;
    std::optional<Connect> connect; ///< without: that of the scenario
    std::vector<Step> steps;
};
struct Parallel
{
    std::vector<ParallelConnection> connections;
};

/// What the client does by itself, or wrong, from now on: "pong=off".
struct ChangeBehaviours
{
    std::vector<Text> changes;
};

/// What the client does wrong once: "cut=rst".
struct DoMisdeed
{
    Text misdeed;
};

struct ConnectAgain
{
    std::optional<Connect> connect; ///< without: as before
};

// Steps of a scenario that plays the server.

/// The answer that opens the connection.
struct Accept
{
    Place place;
    std::optional<Text> status;                        ///< in place of 101
    std::vector<std::pair<std::string, Text>> headers; ///< more of them, or in place of our own
    std::optional<Text> subprotocol; ///< without: the first that the client offers
    bool deflate = true;             ///< agree to permessage-deflate if the client offers it
};

/// An answer that does not open the connection; TCP is ended behind it.
struct Refuse
{
    Place place;
    Text status;
    std::vector<std::pair<std::string, Text>> headers;
    std::optional<Text> body;
};

/// Bytes in place of an answer, as they are.
struct Respond
{
    message::Form form = message::Form::Text; ///< Text, Hex, Base64
    Text bytes;                               ///< line breaks of a text are sent as CR LF
};

/// A part of what is sent: its first bytes, then the rest piece by piece.
struct Part
{
    Send send;
    std::uint64_t first = 0;  ///< bytes that are sent; 0: half of them
    std::uint64_t pieces = 0; ///< bytes of each piece of the rest; 0: the rest is not sent
    Text pause;               ///< before each of these
};

/// The end of TCP, without a Close.
struct End
{
    enum class How { Fin, Reset, Tls /**< close_notify, and TCP stays */ };
    How how = How::Fin;
};

struct Step
{
    Place place;
    std::string text; ///< as it is written, on one line
    std::variant<Expectation, Send, Wait, Set, Repeat, Parallel, ChangeBehaviours, DoMisdeed,
                 ConnectAgain, Echo, Accept, Refuse, Respond, Part, End>
        what;
};

} // namespace framescope::scenario
