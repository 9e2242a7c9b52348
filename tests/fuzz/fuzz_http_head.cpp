// SPDX-License-Identifier: GPL-3.0-or-later
//
// The input is what both sides of a handshake send: a request up to the first byte 00, a
// response and what follows it from there. Whatever the split, the same must come out.
#include "base/text/utf8_validator.h"
#include "wire/http/handshake.h"
#include "wire/http/head_checks.h"
#include "wire/http/http_body.h"
#include "wire/http/http_content.h"
#include "wire/http/http_head.h"

#include <algorithm>
#include <cstdlib>

using namespace framescope;
using namespace framescope::wire;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

/// Gives `reader` pieces for as long as it takes them whole; returns how much was taken.
template <class Reader>
std::size_t feedAll(Reader& reader, ByteView bytes, std::size_t piece)
{
    std::size_t taken = 0;
    while (taken < bytes.size()) {
        const std::size_t size = std::min(piece, bytes.size() - taken);
        const std::size_t now = reader.feed(bytes.subspan(taken, size));
        demand(now <= size);
        taken += now;
        if (now < size) {
            break;
        }
    }
    return taken;
}

bool sameHead(const HttpHead& a, const HttpHead& b)
{
    return a.isRequest == b.isRequest && a.version == b.version && a.method == b.method &&
           a.target == b.target && a.status == b.status && a.reason == b.reason &&
           a.fields == b.fields && a.raw == b.raw;
}

/// What was formatted reads back the same, once what can't be sent has gone.
void formatAndRead(const HttpHead& head)
{
    const std::string startLine = head.isRequest
                                      ? head.method + ' ' + head.target + ' ' + head.version
                                      : head.version + " 101 " + head.reason;
    HttpHeadReader reader(head.isRequest ? HttpHeadReader::Expect::Request
                                         : HttpHeadReader::Expect::Response);
    const std::string text = formatHead(startLine, head.fields);
    const std::size_t taken = reader.feed(asBytes(text));
    if (reader.state() != HttpHeadReader::State::TooLarge) {
        demand(reader.state() == HttpHeadReader::State::Complete && taken == text.size());
        demand(reader.head().fields.size() <= head.fields.size());
    }
}

/// One of each rule; what is told by its parts has no oddities that they would hide.
void checkOddities(const HttpHead& head)
{
    const Violations violations = checkHead(head);
    for (const Violation& violation : violations) {
        demand(std::ranges::count(violations, violation.rule, &Violation::rule) == 1);
        demand(isUtf8(asBytes(violation.detail)));
    }
    if (isPlain(head)) {
        for (const Rule hidden : {Rule::HeaderNameSpace, Rule::HeaderFolded, Rule::HeadBareLf,
                                  Rule::HeaderTrailingSpace, Rule::ReasonMissing}) {
            demand(std::ranges::find(violations, hidden, &Violation::rule) == violations.end());
        }
    }
}

/// Returns how many bytes the head took.
std::size_t readHead(ByteView bytes, HttpHeadReader::Expect expect, std::size_t piece,
                     HttpHeadReader& whole)
{
    const std::size_t taken = feedAll(whole, bytes, SIZE_MAX);
    for (const std::size_t size : {std::size_t{1}, piece}) {
        HttpHeadReader pieces(expect);
        demand(feedAll(pieces, bytes, size) == taken);
        demand(pieces.state() == whole.state());
        demand(sameHead(pieces.head(), whole.head()));
    }
    demand(std::ranges::equal(whole.raw(), asText(bytes.first(taken))));
    if (whole.state() == HttpHeadReader::State::Complete) {
        formatAndRead(whole.head());
        checkOddities(whole.head());
    }
    return taken;
}

void readBody(const HttpHead& response, ByteView bytes, std::size_t piece)
{
    HttpBodyReader whole(response);
    const std::size_t taken = feedAll(whole, bytes, SIZE_MAX);
    const auto content = decodedContent(response, whole.body(), 1000);
    demand(!content || content->bytes.size() <= 1000);
    demand(whole.complete() || taken == bytes.size());
    demand(whole.body().size() <= std::min(HttpBodyReader::MaxKept, taken));
    for (const std::size_t size : {std::size_t{1}, piece}) {
        HttpBodyReader pieces(response);
        demand(feedAll(pieces, bytes, size) == taken);
        demand(pieces.body() == whole.body());
        demand(pieces.complete() == whole.complete());
        demand(pieces.truncated() == whole.truncated());
    }
}

void checkExtensions(const HttpHead& head)
{
    const std::string value = head.joined("Sec-WebSocket-Extensions");
    for (const Extension& extension : parseExtensions(value)) {
        const auto answer = answerDeflateOffer(extension);
        if (answer) {
            const auto formatted = parseExtensions(formatDeflate(*answer));
            demand(formatted.size() == 1);
            demand(parseDeflateAnswer(formatted.front()) == answer);
        }
        demand(answer || !parseDeflateAnswer(extension));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Expect = HttpHeadReader::Expect;
    const ByteView input(data, size);
    const auto separator = static_cast<std::size_t>(std::ranges::find(input, 0) - input.begin());
    const ByteView out = input.first(separator);
    const ByteView in = input.subspan(std::min(separator + 1, size));
    const std::size_t piece = 2 + size % 61;

    HttpHeadReader request(Expect::Request);
    readHead(out, Expect::Request, piece, request);
    HttpHeadReader response(Expect::Response);
    const std::size_t taken = readHead(in, Expect::Response, piece, response);
    if (response.state() == HttpHeadReader::State::Complete) {
        readBody(response.head(), in.subspan(taken), piece);
    }
    const HandshakeOutcome outcome = checkHandshake(request.head(), response.head());
    demand(outcome.switched || (!outcome.opened && outcome.violations.empty()));
    demand(!outcome.opened || outcome.violations.empty());
    checkExtensions(request.head());
    checkExtensions(response.head());
    return 0;
}
