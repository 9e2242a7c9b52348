// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/probe_case.h"
#include "wire/frames/frame_encoder.h"

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// What the lists of cases are written with.
namespace framescope::scenario::probe {

/// What is sent on a connection, and what a server that sends everything back answers.
struct Script
{
    std::vector<Step> steps;
    std::vector<Received> answers;
};
using MakeScript = std::function<Script()>;
using Prepare = std::function<void(connection::ConnectionOptions&)>;

/// Bytes of a connection that are not in its script: the request's head and control frames.
inline constexpr std::uint64_t Overhead = 2'048;
inline constexpr std::uint64_t Kibi = 1'024;
inline constexpr std::uint64_t Mebi = Kibi * Kibi;

// Sections that several lists have.
inline constexpr const char* FrameSection = "RFC 6455 5.2";
inline constexpr const char* ControlSection = "RFC 6455 5.5";
inline constexpr const char* LimitSection = "RFC 6455 10.4";

inline constexpr std::string_view Hello = "Hello, world!";

QByteArray bytes(std::string_view text);
QByteArray repeated(std::string_view pattern, std::uint64_t length);

/// A masked frame.
message::Frame frame(wire::Opcode opcode, const QByteArray& payload, bool fin = true,
                     std::uint8_t rsv = 0);
message::Frame text(std::string_view payload);
message::Frame ping(std::string_view payload);
message::Frame closeFrame(std::uint16_t code, const QByteArray& reason = {});
/// A message in fragments of at most `size` bytes.
std::vector<message::Frame> fragments(wire::Opcode opcode, const QByteArray& payload,
                                      std::uint64_t size);
/// The frames in one go, each in a go of its own with a short pause before the next, or each byte.
Step together(std::vector<message::Frame> frames);
std::vector<Step> apart(std::vector<message::Frame> frames);
Step raw(const QByteArray& bytes);
/// The frame's bytes up to `split`, a pause, and the others.
std::vector<Step> inTwo(const message::Frame& frame, std::size_t split);

Received textAnswer(const QByteArray& payload);
Received binaryAnswer(const QByteArray& payload);
Received pongAnswer(std::string_view payload);

/// What the TCP stream is cut into.
Prepare pieces(std::uint32_t size, std::chrono::milliseconds pause = {});

/// Offers these extensions.
Prepare offering(const std::string& extensions);

/// A connection whose script a server sends back. `bytes`: the most that the script sends.
Attempt echoing(std::uint64_t bytes, MakeScript make, Prepare prepare = {});
Attempt echoing(MakeScript make, Prepare prepare = {});
/// A connection that the server has to end because of what the script sends.
Attempt failing(std::uint64_t bytes, MakeScript make, Prepare prepare = {});
Attempt failing(MakeScript make, Prepare prepare = {});
/// A connection that only opens and is closed.
Attempt opening(Prepare prepare = {}, std::uint64_t bytes = 0);
/// A message, or a ping where the server does not send messages back: is it still there?
Attempt stillThere();

std::vector<Expectation> echoed();
/// `codes`: those that the connection may be failed with.
std::vector<Expectation> failed(std::vector<std::uint16_t> codes);

/// A list of cases that grows; numbers them in their group.
class CaseBuilder
{
public:
    /// `aboutEcho`: it takes a server that sends messages back to judge them in full.
    void begin(std::string group, bool aboutEcho = true);
    /// A case whose messages come back.
    Case& echo(std::string title, std::string section, std::vector<std::string> autobahn,
               Attempt attempt);
    /// A case whose connection the server has to fail.
    Case& fail(std::string title, std::string section, std::vector<std::string> autobahn,
               Attempt attempt, std::vector<std::uint16_t> codes = {1002});
    /// The same for a Close that is invalid, which the server must not answer like a valid one.
    Case& failClose(std::string title, std::string section, std::vector<std::string> autobahn,
                    Attempt attempt);
    /// Any other one; what is expected is for the caller to say.
    Case& add(std::string title, std::string section, std::vector<std::string> autobahn,
              std::vector<Attempt> attempts);
    Case& last() { return cases_.back(); }
    std::vector<Case> take() { return std::move(cases_); }

private:
    std::string group_;
    bool aboutEcho_ = true;
    std::size_t number_ = 0;
    std::vector<Case> cases_;
};

void addFraming(CaseBuilder& to);
void addFragments(CaseBuilder& to);
void addUtf8(CaseBuilder& to);
void addCloses(CaseBuilder& to);
void addLimits(CaseBuilder& to, std::uint32_t messages);
void addDeflate(CaseBuilder& to, std::uint32_t messages);
void addDeflateFaults(CaseBuilder& to);
void addHandshakes(CaseBuilder& to);
void addHttp(CaseBuilder& to);
void addOrigins(CaseBuilder& to);
void addTransport(CaseBuilder& to);

} // namespace framescope::scenario::probe
