// SPDX-License-Identifier: GPL-3.0-or-later
//
// permessage-deflate with different content and parameters (Autobahn 12 and 13).
#include "scenario/probe/cases/case_builder.h"

#include "base/text/counted.h"
#include "scenario/probe/cases/sample_data.h"

#include <algorithm>
#include <array>

namespace framescope::scenario::probe {

namespace {

using wire::Opcode;

constexpr const char* Deflate = "RFC 7692 7";

/// The length of messages, and of the fragments that each is sent in; 0: it is one frame.
struct Shape
{
    std::uint64_t length;
    std::uint64_t fragment;
};

constexpr auto Shapes = std::to_array<Shape>({{16, 0},
                                              {64, 0},
                                              {256, 0},
                                              {1'024, 0},
                                              {4'096, 0},
                                              {8'192, 0},
                                              {16'384, 0},
                                              {32'768, 0},
                                              {65'536, 0},
                                              {131'072, 0},
                                              {8'192, 256},
                                              {16'384, 256},
                                              {32'768, 256},
                                              {65'536, 256},
                                              {131'072, 256},
                                              {131'072, 1'024},
                                              {131'072, 4'096},
                                              {131'072, 32'768}});

/// What a case of many long messages sends in sum; it has fewer of them then, but at least two.
constexpr std::uint64_t MostContent = 256 * Kibi;

std::uint32_t countOf(const Shape& shape, std::uint32_t messages)
{
    const std::uint64_t most = std::max<std::uint64_t>(2, MostContent / shape.length);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(messages, most));
}

Script compressed(Sample sample, const Shape& shape, std::uint32_t count)
{
    const Opcode opcode = isText(sample) ? Opcode::Text : Opcode::Binary;
    Script script;
    for (std::uint32_t i = 0; i < count; ++i) {
        const QByteArray payload = sampleData(sample, i * shape.length, shape.length);
        std::vector<message::Frame> frames =
            fragments(opcode, payload, shape.fragment == 0 ? shape.length : shape.fragment);
        for (message::Frame& one : frames) {
            one.compressed = true;
        }
        script.steps.push_back(together(std::move(frames)));
        script.answers.push_back(isText(sample) ? textAnswer(payload) : binaryAnswer(payload));
        script.steps.emplace_back(Await{script.answers.size()});
    }
    return script;
}

std::string titleOf(const Shape& shape, std::uint32_t count)
{
    return counted(count, "message") + " of " + counted(shape.length, "byte") +
           (shape.fragment == 0 ? "" : " in fragments of " + std::to_string(shape.fragment));
}

void addCase(CaseBuilder& to, Sample sample, const Shape& shape, std::uint32_t messages,
             const std::string& offer, const std::string& title, const std::string& autobahn)
{
    constexpr std::uint64_t Header = 32; // of a frame, with what deflate may add
    const std::uint32_t count = countOf(shape, messages);
    const std::uint64_t frames =
        shape.fragment == 0 ? 1 : (shape.length + shape.fragment - 1) / shape.fragment;
    Case& made = to.echo(titleOf(shape, count) + ", " + title, Deflate, {autobahn},
                         echoing(
                             count * (shape.length + frames * Header),
                             [=] { return compressed(sample, shape, count); }, offering(offer)));
    made.needsDeflate = true;
}

} // namespace

Prepare offering(const std::string& extensions)
{
    return [extensions](connection::ConnectionOptions& options) {
        options.compression = {};
        options.compression.extensions = extensions;
    };
}

void addDeflate(CaseBuilder& to, std::uint32_t messages)
{
    const std::string usual =
        "permessage-deflate; client_no_context_takeover; client_max_window_bits";
    const auto with = [&](const char* server) {
        return "permessage-deflate; " + std::string(server) +
               "; client_no_context_takeover; client_max_window_bits";
    };
    to.begin("deflate");
    for (int kind = 0; kind < SampleCount; ++kind) {
        const auto sample = static_cast<Sample>(kind);
        for (std::size_t i = 0; i < Shapes.size(); ++i) {
            addCase(to, sample, Shapes[i], messages, usual, sampleName(sample),
                    "12." + std::to_string(kind + 1) + '.' + std::to_string(i + 1));
        }
    }
    const std::string fresh = "server_no_context_takeover";
    const auto offers = std::to_array<std::pair<std::string, std::string>>(
        {{usual, "the usual offer"},
         {with("server_no_context_takeover"), fresh},
         {with("server_max_window_bits=9"), "server_max_window_bits=9"},
         {with("server_max_window_bits=15"), "server_max_window_bits=15"},
         {with("server_no_context_takeover; server_max_window_bits=9"),
          fresh + " and server_max_window_bits=9"},
         {with("server_no_context_takeover; server_max_window_bits=15"),
          fresh + " and server_max_window_bits=15"},
         {with("server_no_context_takeover; server_max_window_bits=9") + ", " +
              with("server_no_context_takeover") + ", " + usual,
          "three offers"}});
    for (std::size_t offer = 0; offer < offers.size(); ++offer) {
        for (std::size_t i = 0; i < Shapes.size(); ++i) {
            addCase(to, Sample::Json, Shapes[i], messages, offers[offer].first,
                    offers[offer].second,
                    "13." + std::to_string(offer + 1) + '.' + std::to_string(i + 1));
        }
    }
}

} // namespace framescope::scenario::probe
