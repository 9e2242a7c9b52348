// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"
#include "connection/connection_options.h"
#include "message/outgoing.h"
#include "scenario/probe/observation.h"
#include "scenario/probe/verdict.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace framescope::scenario::probe {

/// Waits, whatever the server does.
struct Pause
{
    std::chrono::milliseconds time;
};

/// Waits until so many messages and pongs have come on the connection, or the patience runs out.
struct Await
{
    std::size_t count = 1;
};

/// What the probe does on an open connection, in order. What can't be sent any more, as the server
/// has closed, is left out.
using Step = std::variant<message::Outgoing, Pause, Await, connection::Misdeed>;

/// What happens after the last step.
enum class Finish : std::uint8_t {
    Close,    ///< a Close with 1000, then the server's answer is awaited
    Await,    ///< the server is to end the connection; its patience is that of the probe
    AwaitIdle ///< the same, for as long as Settings::idle
};

/// The steps of one connection, and what a server that sends everything back sends.
struct Plan
{
    std::vector<Step> steps;
    std::vector<Received> answers;
    Finish finish = Finish::Close;
};

/// What is known of the server before the cases run.
struct Facts
{
    bool echoes = true;       ///< it sends text and binary messages back
    bool endsTcp = true;      ///< it ends TCP behind the closing handshake
    std::size_t greeting = 0; ///< messages that it sends by itself when a connection opens
    bool talks = false;       ///< it sends messages or pings by itself at other times, too
};

/// One connection of a case.
struct Attempt
{
    /// The plan, made when it is needed, as it may be large.
    std::function<Plan(const Facts&)> plan;
    /// Changes what the probe's connections have in common; may be null. `Options` are checked
    /// afterwards.
    std::function<void(connection::ConnectionOptions&)> prepare = {};
    std::uint64_t bytes = 0; ///< the most that is sent, heads included
    /// How long the response is awaited: the request is usual, so that it only takes time; it is
    /// what the case is about; it never ends.
    enum class Response : std::uint8_t { Long, Patience, Idle } response = Response::Long;
};

/// Which received messages and pongs a row of expectations is about.
enum class Got : std::uint8_t {
    All,       ///< those of the plan, in their order
    Reordered, ///< the same in another order
    Latest,    ///< some of them, with the last
    Fewer,     ///< the first of them, or none
    Any
};

/// A reaction of the server, and what is to be said of it.
struct Expectation
{
    Verdict verdict;
    Got got = Got::Any;
    std::vector<Ending> endings = {};
    std::vector<std::uint16_t> codes = {}; ///< of its Close, 1005 for none; empty: any, or none
    std::string_view remark = {};
};

struct Judgement
{
    Verdict verdict = Verdict::Failed;
    std::string remark = {}; ///< why; may be empty
};

/// Something that a server can do right or wrong.
struct Case
{
    std::string id;                    ///< "utf8.12": the group and its number there
    std::string title;                 ///< what is sent
    std::string expected = {};         ///< what a server has to do
    std::string section;               ///< "RFC 6455 5.2"
    std::vector<std::string> autobahn; ///< numbers of the cases of Autobahn that this is
    std::vector<Attempt> attempts;     ///< one connection after the other
    bool needsDeflate = false;
    bool clientEndsTcp = false; ///< on purpose, so that the server can't do it first
    bool faultsAllowed = false; ///< what is wrong in the server's frames is left to the rows
    /// A server that waits for the last step before it fails the connection is not strict.
    bool failsFast = false;
    bool aboutEcho = false; ///< it can be judged in full only if the server sends messages back
    /// The reactions; the first that fits is what is said of the server, and one that is not among
    /// them is a failure.
    std::vector<Expectation> expectations = {};
    /// Judges in their place.
    std::function<Judgement(const std::vector<Observation>&, const Facts&)> judge = {};

    std::string group() const { return id.substr(0, id.find('.')); }
    std::uint64_t bytes() const; ///< of all attempts
};

/// What is to be probed, and how patiently.
struct Settings
{
    connection::ConnectionOptions options; ///< of every connection, but what the cases change
    std::vector<std::string> chosen;       ///< patterns of ids and numbers of Autobahn; empty: all
    std::chrono::milliseconds patience{2'000}; ///< for each step of the server
    std::chrono::milliseconds idle{3'000};     ///< for cases in which nobody says anything
    std::uint32_t messages = 10;               ///< most messages of a case that counts them
    std::uint32_t parallel = 4;                ///< cases that run at once
    std::string recordings;                    ///< a folder that keeps them; empty: none is kept
    // The guard of the server's load.
    std::uint64_t maxBytes = std::uint64_t{256} * 1024 * 1024;
    std::uint32_t maxConnections = 1'000;
    double rate = 100; ///< connections a second, at most
};

} // namespace framescope::scenario::probe
