// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/hidden_secrets.h"

#include "base/bytes.h"
#include "base/text/hex.h"
#include "codec/json/json_escapes.h"
#include "redaction/secrets.h"

#include <QByteArray>

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

constexpr std::size_t Shortest = 4;
/// What is hidden begins or ends at most so many bytes outside a text that shows it in part.
constexpr std::size_t Reach = 64;

/// A text without escapes, and where each of its bytes stands in the text with them.
struct Unescaped
{
    std::string text;
    std::vector<std::size_t> from; ///< one more: the end

    void add(std::string_view characters, std::size_t at)
    {
        text += characters;
        from.resize(text.size(), at);
    }
};

/// How many bytes the escape of JSON takes that the text begins with; a pair of surrogates is one.
std::size_t jsonEscape(std::string_view text)
{
    constexpr std::size_t Unit = 6;
    const bool isUnit = text.starts_with("\\u");
    const bool isHigh = isUnit && text.size() > 3 && (text[2] == 'd' || text[2] == 'D') &&
                        text.substr(Unit).starts_with("\\u");
    return std::min(text.size(), isHigh ? 2 * Unit : isUnit ? Unit : 2);
}

template <class Length, class Decode>
Unescaped unescaped(std::string_view text, char sign, Length length, Decode decode)
{
    Unescaped result;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view left = text.substr(at);
        const std::string_view one = left.substr(0, left[0] == sign ? length(left) : 1);
        result.add(left[0] == sign ? decode(one) : std::string(one), at);
        at += one.size();
    }
    result.from.push_back(text.size());
    return result;
}

std::vector<Unescaped> readings(std::string_view text)
{
    const auto same = [](std::string_view one) { return std::string(one); };
    std::vector<Unescaped> all;
    all.push_back(unescaped(
        text, '\0', [](std::string_view) { return 1; }, same));
    if (text.find('\\') != text.npos) {
        all.push_back(unescaped(text, '\\', jsonEscape, [](std::string_view one) {
            return codec::unescape(asBytes('"' + std::string(one) + '"'));
        }));
    }
    if (text.find('%') != text.npos) {
        constexpr std::size_t Length = 3;
        all.push_back(unescaped(
            text, '%', [](std::string_view) { return Length; },
            [](std::string_view one) { return redaction::percentDecoded(one); }));
    }
    return all;
}

bool isBase64(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '-' || c == '_' || c == '=';
}

/// The secrets that a scenario uses, or may get in place of its variables.
collection::SecretValues ownOf(const Scenario& scenario, const collection::SecretValues& secrets)
{
    collection::SecretValues own;
    for (const auto& [name, value] : secrets) {
        const std::string plain = name.toStdString();
        const auto isIt = [&plain](const auto& variable) { return variable.first == plain; };
        if (std::ranges::find(scenario.wanted, plain, &Text::text) != scenario.wanted.end() ||
            std::ranges::any_of(scenario.variables, isIt)) {
            own.emplace(name, value);
        }
    }
    return own;
}

} // namespace

HiddenSecrets::HiddenSecrets(const collection::SecretValues& secrets)
{
    for (const auto& [name, value] : secrets) {
        const QByteArray bytes = value.toUtf8();
        add(bytes.toStdString());
        add(redaction::percentDecoded(bytes.toStdString()));
        if (const auto ofHex = parseHex(bytes.toStdString())) {
            add(std::string(asText(*ofHex)));
        }
        const auto ofBase64 =
            QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors);
        if (ofBase64) {
            add(ofBase64.decoded.toStdString());
        }
    }
}

HiddenSecrets::HiddenSecrets(const Scenario& scenario, const collection::SecretValues& secrets)
    : HiddenSecrets(ownOf(scenario, secrets))
{
}

void HiddenSecrets::add(const std::string& value)
{
    if (value.size() < Shortest) {
        return;
    }
    const std::size_t least = std::clamp<std::size_t>(value.size() / 2, Shortest, 8);
    addForm(value, least);
    const QByteArray hex = QByteArray::fromStdString(value).toHex();
    const QByteArray spaced = QByteArray::fromStdString(value).toHex(' ');
    for (const QByteArray& digits : {hex, hex.toUpper()}) {
        addForm(digits.toStdString(), 2 * least);
    }
    for (const QByteArray& digits : {spaced, spaced.toUpper()}) {
        addForm(digits.toStdString(), 3 * least - 1);
    }
    // Three bytes are four characters, so it depends on what stands before how a value reads.
    for (std::size_t before = 0; before < 3; ++before) {
        const QByteArray bytes =
            QByteArray(static_cast<qsizetype>(before), '\0') + QByteArray::fromStdString(value);
        for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            const std::size_t whole = static_cast<std::size_t>(bytes.size()) * 8 / 6;
            const std::string text =
                bytes.toBase64(alphabet | QByteArray::OmitTrailingEquals).toStdString();
            const std::size_t shared = (before * 8 + 5) / 6; // have bits of what is before
            addForm(text.substr(shared, whole - shared), least * 4 / 3 - 1, true);
        }
    }
}

void HiddenSecrets::addForm(std::string text, std::size_t least, bool isBase64)
{
    const bool isIn = std::ranges::any_of(
        forms_, [&text](const Form& known) { return known.text.find(text) != std::string::npos; });
    if (!isIn) {
        least = std::min(least, text.size());
        forms_.push_back({std::move(text), least, isBase64});
    }
}

/// Which bytes of a text are hidden.
std::vector<bool> HiddenSecrets::marks(std::string_view text) const
{
    std::vector<bool> marks(text.size());
    for (const Unescaped& reading : forms_.empty() ? std::vector<Unescaped>() : readings(text)) {
        const std::string_view plain = reading.text;
        for (const Form& form : forms_) {
            for (std::size_t at = 0; at + form.least <= plain.size(); ++at) {
                if (form.text.find(plain.substr(at, form.least)) == std::string::npos) {
                    continue;
                }
                std::size_t begin = reading.from[at];
                std::size_t end = reading.from[at + form.least];
                begin -= form.isBase64 && begin > 0 && isBase64(text[begin - 1]) ? 1 : 0;
                end += form.isBase64 && end < text.size() && isBase64(text[end]) ? 1 : 0;
                std::fill(marks.begin() + static_cast<std::ptrdiff_t>(begin),
                          marks.begin() + static_cast<std::ptrdiff_t>(end), true);
            }
        }
    }
    return marks;
}

std::vector<HiddenSecrets::Part> HiddenSecrets::parts(std::string_view text, std::size_t from,
                                                      std::size_t most) const
{
    const std::size_t begin = from - std::min(from, Reach);
    const std::string_view near =
        text.substr(begin, from - begin + std::min(most, text.size()) + Reach);
    const std::vector<bool> marks = this->marks(near);
    std::vector<Part> parts;
    std::size_t shown = 0;
    for (std::size_t at = from - begin; at < near.size() && shown < most;) {
        const bool isHidden = marks[at];
        const auto end =
            std::find(marks.begin() + static_cast<std::ptrdiff_t>(at), marks.end(), !isHidden);
        auto size = static_cast<std::size_t>(end - marks.begin()) - at;
        size = isHidden ? size : std::min(size, most - shown);
        parts.push_back({near.substr(at, size), isHidden});
        shown += isHidden ? redaction::SecretMarker.size() : size;
        at += size;
    }
    return parts;
}

std::string HiddenSecrets::in(std::string_view text) const
{
    std::string shown;
    for (const Part& part : parts(text, 0, std::string_view::npos)) {
        shown += part.isHidden ? redaction::SecretMarker : part.text;
    }
    return shown;
}

Values HiddenSecrets::in(Values values) const
{
    for (auto& [name, value] : values) {
        value = in(value);
    }
    return values;
}

} // namespace framescope::scenario
