// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/details/wording.h"

#include "base/text/counted.h"
#include "base/text/size_text.h"
#include "base/text/visible_text.h"
#include "timeline/details/detail_json.h"
#include "wire/frames/close_codes.h"
#include "wire/http/printable.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <variant>

namespace framescope::timeline {

namespace {

using Text = std::optional<std::string>;

struct Wording
{
    bool isRow = true;
    std::vector<std::string> parts = {};

    /// Adds a text with `before` in front, unless it is missing or empty.
    void add(const Text& text, std::string_view before = {})
    {
        if (text && !text->empty()) {
            parts.push_back(std::string(before) + *text);
        }
    }

    std::string joined(std::string_view separator) const
    {
        std::string line;
        for (const std::string& part : parts) {
            line.append(line.empty() ? "" : separator).append(part);
        }
        return line;
    }
};

std::string spaced(std::string before, const std::string& text)
{
    return before.append(before.empty() || text.empty() ? "" : " ").append(text);
}

void sayClose(Wording& words, std::uint16_t code, std::string_view reason)
{
    words.add(spaced(std::to_string(code), std::string(wire::closeCode(code).name)));
    if (!reason.empty()) {
        words.add(words.isRow ? wire::printable(reason) : '"' + std::string(reason) + '"');
    }
}

void say(Wording& words, const ConnectingDetail& detail)
{
    if (words.isRow) {
        words.add(detail.url ? detail.url : detail.client);
    } else {
        words.add(detail.client ? *detail.client + " to " + detail.server.value_or("")
                                : detail.url.value_or(""));
    }
}

/// Adds host and addresses. In a line, a host that is an address is not repeated.
void say(Wording& words, const ResolvedDetail& detail)
{
    const std::string addresses =
        Wording{false, detail.addresses.value_or(std::vector<std::string>())}.joined(", ");
    if (words.isRow || detail.host != addresses) {
        words.add(detail.host);
    }
    words.add(addresses);
}

void say(Wording& words, const ConnectedDetail& detail)
{
    words.add(detail.server);
    words.add(detail.proxy, "through ");
}

void say(Wording& words, const SecuredDetail& detail)
{
    words.add(detail.protocol);
    words.add(detail.cipher);
    words.add(detail.alpn, words.isRow ? "ALPN " : "");
}

void say(Wording& words, const RequestDetail& detail)
{
    words.add(spaced(detail.head.method, wire::printable(detail.head.target)));
    words.add(detail.head.version);
}

void say(Wording& words, const ResponseDetail& detail)
{
    if (!words.isRow) {
        words.add(detail.head.version);
    }
    words.add(spaced(std::to_string(detail.head.status), wire::printable(detail.head.reason)));
}

void say(Wording& words, const OpenDetail& detail)
{
    words.add(detail.subprotocol, words.isRow ? "subprotocol " : "subprotocol=");
    words.add(detail.extensions, words.isRow ? "" : "extensions=");
}

void say(Wording& words, const ErrorDetail& detail)
{
    std::string layer = detail.layer.value_or("");
    if (!words.isRow) {
        words.add(layer + (layer.empty() ? "" : ": ") + detail.text.value_or(""));
        return;
    }
    std::ranges::transform(layer, layer.begin(), [](unsigned char c) { return std::toupper(c); });
    words.add(layer);
    words.add(detail.text);
}

/// The ending, except the content of Close frames.
void say(Wording& words, const ClosedDetail& detail)
{
    words.add(detail.text);
    words.add(detail.unknown, words.isRow ? "not known: " : "how it closed is not known: ");
    words.add(detail.browser);
    words.add(tcpEnding(detail));
    words.add(detail.tls, "TLS ");
    if (detail.unsent) {
        words.add(words.isRow ? sizeText(*detail.unsent) + " not sent"
                              : counted(*detail.unsent, "byte") +
                                    (*detail.unsent == 1 ? " was" : " were") + " not sent");
    }
    if (detail.closeUnsent.value_or(false)) {
        words.add(words.isRow ? "the client's Close frame among them"
                              : "the client's Close frame is among them");
    }
}

void say(Wording& words, const BehaviourDetail& detail)
{
    words.add(detail.text);
}

void say(Wording& words, const NoteDetail& detail)
{
    words.add(detail.removed ? "(removed)" : detail.text);
}

/// The ending with that content. A line is `1000 normal closure "Bye!", clean, by the client (…)`.
void sayClosed(Wording& words, const Detail& detail)
{
    const auto* more = detail.as<ClosedDetail>();
    if (detail.code) {
        sayClose(words, *detail.code, detail.reason);
    } else {
        words.add("unknown");
    }
    std::string line = words.joined(" ");
    const auto add = [&words, &line](const char* part) {
        words.add(part);
        line.append(", ").append(part);
    };
    if (!more || !more->unknown) {
        add(detail.clean ? "clean" : "not clean");
    }
    if (detail.closedBy) {
        add(*detail.closedBy == Direction::Out ? "by the client" : "by the server");
    }
    Wording ending{words.isRow};
    if (more) {
        say(ending, *more);
    }
    if (words.isRow) {
        words.parts.insert(words.parts.end(), ending.parts.begin(), ending.parts.end());
        return;
    }
    words.parts = {line};
    if (!ending.parts.empty()) {
        words.add("(" + ending.joined("; ") + ")");
    }
}

/// Adds the detail as JSON if there are no words for it, or else the names of malformed members.
void sayWhatIsOdd(Wording& words, const LifeCycle& detail)
{
    if (words.parts.empty() && !std::holds_alternative<OpenDetail>(detail)) {
        const Members members = membersOf(detail);
        words.add(members.empty() ? "" : toJson(members));
        return;
    }
    for (const std::string& name : malformedMembers(detail)) {
        words.add(words.isRow ? "malformed: " + name : "(malformed: " + name + ")");
    }
}

Wording wordingOf(bool isRow, Type type, const Detail& detail)
{
    Wording words{isRow};
    const LifeCycle* lifeCycle = detail.lifeCycle.get();
    if (type == Type::Closed) {
        sayClosed(words, detail);
    } else if (lifeCycle) {
        std::visit([&words](const auto& one) { say(words, one); }, *lifeCycle);
    }
    if (lifeCycle) {
        sayWhatIsOdd(words, *lifeCycle);
    }
    return words;
}

Wording closeWording(bool isRow, std::uint16_t code, std::string_view reason)
{
    Wording words{isRow};
    sayClose(words, code, reason);
    return words;
}

} // namespace

std::vector<std::string> partsOf(Type type, const Detail& detail)
{
    return wordingOf(true, type, detail).parts;
}

std::vector<std::string> closeParts(std::uint16_t code, std::string_view reason)
{
    return closeWording(true, code, reason).parts;
}

std::string lineOf(Type type, const Detail& detail)
{
    return visibleText(wordingOf(false, type, detail).joined(" "));
}

std::string closeLine(std::uint16_t code, std::string_view reason)
{
    return visibleText(closeWording(false, code, reason).joined(" "));
}

} // namespace framescope::timeline
