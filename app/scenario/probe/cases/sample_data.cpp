// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/cases/sample_data.h"

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <string>
#include <string_view>

namespace framescope::scenario::probe {

namespace {

constexpr std::size_t BlockSize = 128 * 1024;
using Random = std::minstd_rand; // the same numbers everywhere

std::string_view word(Random& random)
{
    constexpr auto Words = std::to_array<std::string_view>(
        {"frame", "message", "opcode",   "a",      "payload", "the",  "key",
         "of",    "server",  "and",      "client", "close",   "code", "with",
         "ping",  "which",   "fragment", "was",    "reason",  "sent"});
    return Words[random() % Words.size()];
}

void addJson(std::string& to, Random& random)
{
    to.append(R"({"id":)").append(std::to_string(random() % 100'000));
    to.append(R"(,"name":")").append(word(random)).append("-").append(word(random));
    to.append(R"(","values":[)").append(std::to_string(random() % 1'000)).append(",");
    to.append(std::to_string(random() % 1'000)).append("],\"valid\":true},\n");
}

/// Slow changes of brightness with noise.
void addPicture(std::string& to, Random& random)
{
    for (unsigned x = 0; x < 512; ++x) {
        to += static_cast<char>(x / 4 + random() % 8);
    }
}

void addProse(std::string& to, Random& random)
{
    for (unsigned i = 0; i < 5 + random() % 10; ++i) {
        to.append(word(random)).append(" ");
    }
    to.append("end.\r\n");
}

void addHtml(std::string& to, Random& random)
{
    to.append("<tr><td class=\"number\">").append(std::to_string(random() % 10'000));
    to.append("</td><td class=\"word\"><b>").append(word(random)).append("</b></td></tr>\n");
}

/// Mostly what is compressed already.
void addDocument(std::string& to, Random& random)
{
    to.append("stream\n");
    for (unsigned i = 0; i < 1'000; ++i) {
        to += static_cast<char>(random() % 256);
    }
    to.append("endstream\nendobj\n");
}

std::string block(void (*add)(std::string&, Random&))
{
    Random random;
    std::string all;
    all.reserve(BlockSize + 2'048);
    while (all.size() < BlockSize) {
        add(all, random);
    }
    all.resize(BlockSize);
    return all;
}

const std::string& blockOf(Sample sample)
{
    static const std::array<std::string, SampleCount> blocks{
        block(addJson), block(addPicture), block(addProse), block(addHtml), block(addDocument)};
    return blocks[static_cast<std::size_t>(sample)];
}

} // namespace

const char* sampleName(Sample sample)
{
    constexpr std::array<const char*, SampleCount> Names{"JSON", "a picture", "prose", "HTML",
                                                         "a document"};
    return Names[static_cast<std::size_t>(sample)];
}

bool isText(Sample sample)
{
    return sample == Sample::Json || sample == Sample::Html;
}

QByteArray sampleData(Sample sample, std::uint64_t offset, std::uint64_t length)
{
    const std::string& all = blockOf(sample);
    QByteArray data;
    data.reserve(static_cast<qsizetype>(length));
    while (static_cast<std::uint64_t>(data.size()) < length) {
        const std::size_t at = (offset + static_cast<std::uint64_t>(data.size())) % all.size();
        const auto left = length - static_cast<std::uint64_t>(data.size());
        data.append(all.data() + at,
                    static_cast<qsizetype>(std::min<std::uint64_t>(left, all.size() - at)));
    }
    return data;
}

} // namespace framescope::scenario::probe
