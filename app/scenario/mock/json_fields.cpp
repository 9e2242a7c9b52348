// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/json_fields.h"

#include "codec/json/json_reader.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace framescope::scenario {

namespace {

using codec::JsonKind;

/// Takes the events of codec::readJson.
class FieldSink
{
public:
    explicit FieldSink(std::string_view text) : text_(text) {}

    bool key(std::size_t begin, std::size_t end, bool)
    {
        path_.resize(levels_.back().pathLength);
        path_.append(".").append(text_.substr(begin, end - begin));
        return true;
    }
    bool scalar(JsonKind, std::size_t begin, std::size_t end, bool)
    {
        enter();
        fields.push_back({path_, text_.substr(begin, end - begin), begin});
        return true;
    }
    bool open(std::size_t begin, bool isObject)
    {
        enter();
        levels_.push_back({isObject, begin, path_.size(), fields.size()});
        return levels_.size() < MostLevels;
    }
    void close(std::size_t end)
    {
        const Level level = levels_.back();
        levels_.pop_back();
        path_.resize(level.pathLength);
        if (fields.size() == level.fieldsBefore) {
            fields.push_back({path_, text_.substr(level.begin, end - level.begin), level.begin});
        }
    }
    bool isOpen() const { return !levels_.empty(); }
    bool isInObject() const { return levels_.back().isObject; }
    bool fail(std::size_t, const char*) { return false; }

    std::vector<JsonField> fields;

private:
    static constexpr std::size_t MostLevels = 1000;

    struct Level
    {
        bool isObject;
        std::size_t begin;
        std::size_t pathLength;
        std::size_t fieldsBefore;
        std::size_t index = 0;
    };

    /// Before each value of an array, its place is the path.
    void enter()
    {
        if (!levels_.empty() && !levels_.back().isObject) {
            path_.resize(levels_.back().pathLength);
            path_ += '[' + std::to_string(levels_.back().index++) + ']';
        }
    }

    std::string_view text_;
    std::string path_;
    std::vector<Level> levels_;
};

bool isDigits(std::string_view text)
{
    return !text.empty() &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
}

/// The last name of a path in lower case: "orderId" is "orderid".
std::string nameOf(std::string_view path)
{
    const std::size_t quote = path.rfind('"');
    const std::size_t begin = quote == std::string_view::npos ? 0 : path.rfind('"', quote - 1) + 1;
    std::string name(path.substr(begin, quote == std::string_view::npos ? 0 : quote - begin));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name;
}

bool nameChanges(std::string_view path)
{
    constexpr std::array<std::string_view, 14> Names{
        "id",   "uuid", "guid",  "seq",       "nonce", "ref",      "ts",
        "time", "date", "stamp", "timestamp", "token", "sequence", "cid"};
    const std::string name = nameOf(path);
    const auto endsWith = [&](std::string_view end) { return name.ends_with(end); };
    constexpr std::array<std::string_view, 9> Ends{
        "_id", "-id", "uuid", "time", "stamp", "token", "reply_to", "replyto", "correlation"};
    // In "orderId" the capital tells the identifier; "paid" and "grid" are none.
    return std::ranges::find(Names, name) != Names.end() || std::ranges::any_of(Ends, endsWith) ||
           path.ends_with("Id\"") || path.ends_with("ID\"") || path.ends_with("At\"") ||
           name.ends_with("_at");
}

/// "2026-01-31T12:00:00…"
bool isTime(std::string_view text)
{
    constexpr std::string_view Form = "dddd-dd-ddTdd:dd";
    return text.size() >= Form.size() &&
           std::ranges::equal(Form, text.substr(0, Form.size()), [](char form, char c) {
               return form == 'd' ? std::isdigit(static_cast<unsigned char>(c)) != 0
                                  : c == form || (form == 'T' && c == ' ');
           });
}

/// A UUID, or 16 hex digits and more of which some are digits.
bool isIdentifier(std::string_view text)
{
    constexpr std::size_t ShortestHex = 16;
    const auto isHex = [](unsigned char c) { return std::isxdigit(c) != 0 || c == '-'; };
    return text.size() >= ShortestHex && std::ranges::all_of(text, isHex) &&
           std::ranges::any_of(text, [](unsigned char c) { return std::isdigit(c); });
}

/// Seconds or milliseconds since 1970, of this century.
bool isEpoch(std::string_view text)
{
    const std::string_view whole = text.substr(0, text.find('.'));
    return isDigits(whole) && (whole.size() == 10 || whole.size() == 13) && whole.front() == '1';
}

/// A text that is hardly anything but a name that was given: some characters and a digit, no space.
bool isGivenName(std::string_view raw)
{
    constexpr std::size_t Shortest = 5; // with a quote at least
    return raw.size() >= Shortest && raw.starts_with('"') &&
           std::ranges::any_of(raw, [](unsigned char c) { return std::isdigit(c); }) &&
           std::ranges::none_of(raw, [](unsigned char c) { return std::isspace(c); });
}

bool valueChanges(std::string_view raw)
{
    if (raw.starts_with('"')) {
        const std::string_view text = raw.substr(1, raw.size() - 2);
        return isTime(text) || isIdentifier(text);
    }
    return isEpoch(raw);
}

double likenessOfTexts(std::string_view a, std::string_view b)
{
    const std::size_t shorter = std::min(a.size(), b.size());
    const std::size_t longer = std::max(a.size(), b.size());
    const std::size_t begin = static_cast<std::size_t>(
        std::ranges::mismatch(a.substr(0, shorter), b.substr(0, shorter)).in1 - a.begin());
    std::size_t end = 0;
    while (begin + end < shorter && a[a.size() - 1 - end] == b[b.size() - 1 - end]) {
        ++end;
    }
    return longer == 0 ? 1 : static_cast<double>(begin + end) / static_cast<double>(longer);
}

} // namespace

bool JsonField::changes() const
{
    return nameChanges(path) || valueChanges(raw);
}

std::optional<std::vector<JsonField>> jsonFields(std::string_view text)
{
    const std::size_t begin = codec::skipJsonSpace(text, 0);
    if (codec::charAt(text, begin) != '{' && codec::charAt(text, begin) != '[') {
        return std::nullopt; // a number or a word is compared as the text that it is
    }
    FieldSink sink(text);
    return codec::readJson(text, begin, sink) ? std::optional(std::move(sink.fields))
                                              : std::nullopt;
}

std::string canonical(std::vector<JsonField> fields)
{
    std::ranges::stable_sort(fields, {}, &JsonField::path);
    std::string text;
    for (const JsonField& field : fields) {
        text.append(field.path).append("=");
        text.append(field.changes() ? "*" : field.raw).append("\n");
    }
    return text;
}

double likeness(std::string_view a, std::string_view b)
{
    const auto ours = jsonFields(a);
    const auto theirs = jsonFields(b);
    if (!ours || !theirs) {
        return ours || theirs ? 0 : likenessOfTexts(a, b);
    }
    std::map<std::string_view, std::string_view> values;
    for (const JsonField& field : *ours) {
        values.emplace(field.path, field.raw);
    }
    std::size_t equal = 0;
    for (const JsonField& field : *theirs) {
        const auto other = values.find(field.path);
        equal += other != values.end() && (other->second == field.raw || field.changes()) ? 1 : 0;
    }
    const std::size_t most = std::max(ours->size(), theirs->size());
    return most == 0 ? 1 : static_cast<double>(equal) / static_cast<double>(most);
}

Changes changesBetween(std::string_view recorded, std::string_view said)
{
    Changes changes;
    const auto before = jsonFields(recorded);
    const auto after = jsonFields(said);
    if (!before || !after) {
        return changes;
    }
    std::map<std::string_view, std::string_view> values;
    for (const JsonField& field : *after) {
        values.emplace(field.path, field.raw);
    }
    for (const JsonField& field : *before) {
        const auto now = values.find(field.path);
        if (now != values.end() && now->second != field.raw && field.changes()) {
            changes.emplace(field.raw, now->second);
        }
    }
    return changes;
}

std::optional<std::string> withChanges(std::string_view text, const Changes& changes)
{
    const auto fields = changes.empty() ? std::nullopt : jsonFields(text);
    if (!fields) {
        return std::nullopt;
    }
    std::string changed;
    std::size_t copied = 0;
    for (const JsonField& field : *fields) {
        const auto change = changes.find(field.raw);
        if (change != changes.end() && (field.changes() || isGivenName(field.raw))) {
            changed.append(text, copied, field.begin - copied).append(change->second);
            copied = field.begin + field.raw.size();
        }
    }
    if (copied == 0) {
        return std::nullopt;
    }
    return changed.append(text.substr(copied));
}

} // namespace framescope::scenario
