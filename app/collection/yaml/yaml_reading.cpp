// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/text/clause.h"
#include "base/text/utf8_validator.h"
#include "collection/yaml/yaml_value.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace framescope::collection {

namespace {

/// Of brackets, before yaml-cpp reads them: far more than MostYamlDepth, as the look is not exact.
constexpr std::size_t MostBrackets = 1000;

YamlMark markOf(const YAML::Mark& mark)
{
    return mark.is_null() ? YamlMark() : YamlMark{mark.line + 1, mark.column + 1};
}

constexpr const char* QuoteHint = "a text with special characters is quoted: \"{{name}}\"";

std::string tooDeep()
{
    return "more than " + std::to_string(MostYamlDepth) + " levels of lists and maps are not read";
}

/// An error that ends reading; thrown through yaml-cpp.
struct Mistake
{
    YamlMark mark;
    std::string what;
    std::string hint;
};

/// Builds the values of a file from what the parser finds.
class Builder : public YAML::EventHandler
{
public:
    explicit Builder(std::string_view text) : text_(text) {}

    std::vector<YamlValue> take() { return std::move(documents_); }

    /// yaml-cpp finds documents without end behind a bracket that closes nothing.
    void OnDocumentStart(const YAML::Mark& mark) override
    {
        constexpr std::size_t MostDocuments = 1000;
        if (documents_.size() >= MostDocuments) {
            throw Mistake{markOf(mark),
                          "a bracket closes nothing, or there are more than 1000 "
                          "documents",
                          {}};
        }
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        checkAnchor(mark, anchor);
        YamlValue value;
        value.spelt = isNullAt(mark);
        value.mark = markOf(mark);
        put(std::move(value));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override
    {
        throw Mistake{markOf(mark), "anchors and aliases (& and *) are not understood",
                      "write the value itself"};
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override
    {
        checkAnchor(mark, anchor);
        checkTag(mark, tag);
        YamlValue value = YamlValue::plain(text);
        value.quoted = tag == "!";
        // In YAML 1.2, what looks like nothing is nothing only without quotation marks.
        if (!value.quoted && (text.empty() || text == "~" || text == "null")) {
            value = {};
            value.spelt = !text.empty();
        }
        value.mark = markOf(mark);
        put(std::move(value));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        checkTag(mark, tag);
        open(mark, anchor, YamlValue::list({}));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        checkTag(mark, tag);
        open(mark, anchor, YamlValue::map());
    }
    void OnMapEnd() override { close(); }

private:
    struct Level
    {
        YamlValue value;
        std::optional<YamlEntry> entry; ///< a key that waits for its value
    };

    static void checkAnchor(const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor) {
            throw Mistake{markOf(mark), "anchors and aliases (& and *) are not understood",
                          "write the value itself; a text that begins with & or * is quoted"};
        }
    }

    /// yaml-cpp says "?" for a value without a tag, and "!" for one in quotation marks.
    static void checkTag(const YAML::Mark& mark, const std::string& tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!") {
            throw Mistake{markOf(mark), "tags (!name and !!name) are not understood",
                          "write the value itself; a text that begins with ! is quoted"};
        }
    }

    /// Whether a word for nothing stands there, and not what follows a key without a value.
    bool isNullAt(const YAML::Mark& mark) const
    {
        constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";
        const std::size_t skipped = text_.starts_with(ByteOrderMark) ? ByteOrderMark.size() : 0;
        const std::size_t at = skipped + static_cast<std::size_t>(std::max(mark.pos, 0));
        const std::string_view rest = text_.substr(std::min(at, text_.size()));
        const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n,:]}"));
        return word == "~" || word == "null" || word == "Null" || word == "NULL";
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlValue value)
    {
        checkAnchor(mark, anchor);
        if (levels_.size() >= MostYamlDepth) {
            throw Mistake{markOf(mark), tooDeep(), QuoteHint};
        }
        value.mark = markOf(mark);
        levels_.push_back({std::move(value), {}});
    }

    void close()
    {
        YamlValue value = std::move(levels_.back().value);
        levels_.pop_back();
        put(std::move(value));
    }

    void put(YamlValue value)
    {
        if (levels_.empty()) {
            documents_.push_back(std::move(value));
            return;
        }
        Level& level = levels_.back();
        if (level.value.kind == YamlValue::Kind::List) {
            level.value.items.push_back(std::move(value));
        } else if (level.entry) {
            if (value.isNull() && !value.spelt) {
                value.mark = level.entry->mark; // yaml-cpp says where the next thing stands
            }
            level.entry->value = std::move(value);
            level.value.entries.push_back(*std::exchange(level.entry, std::nullopt));
        } else {
            takeKey(level, value);
        }
    }

    static void takeKey(Level& level, const YamlValue& key)
    {
        if (key.kind != YamlValue::Kind::Text) {
            throw Mistake{key.mark, "a key is a text here",
                          "a text that begins with { or [ is quoted: \"{{name}}\""};
        }
        if (level.value.entries.size() >= MostYamlKeys) {
            throw Mistake{key.mark, "there are more than 1000 keys side by side",
                          "remove those that are not needed"};
        }
        if (level.value.find(key.text)) {
            throw Mistake{key.mark, "the key \"" + key.text + "\" stands here twice",
                          "remove one of them"};
        }
        level.entry = YamlEntry{key.text, {}, key.mark};
    }

    std::string_view text_;
    std::vector<YamlValue> documents_;
    std::vector<Level> levels_;
};

/// The place of a byte of the text.
YamlMark markAt(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at);
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    return {static_cast<int>(std::ranges::count(before, '\n')) + 1,
            static_cast<int>(at - lineStart) + 1};
}

/// The end of the text in quotation marks that begins there.
std::size_t quoteEnd(std::string_view text, std::size_t begin)
{
    const char quote = text[begin];
    std::size_t end = begin + 1;
    for (; end < text.size(); ++end) {
        const bool escapes = quote == '"' ? text[end] == '\\' : text.substr(end, 2) == "''";
        if (escapes) {
            ++end;
        } else if (text[end] == quote) {
            break;
        }
    }
    return end;
}

/// The end of the text line by line that begins at a | or >: before a line that is not indented.
std::size_t blockEnd(std::string_view text, std::size_t begin)
{
    const std::size_t line = text.rfind('\n', begin) + 1; // npos + 1 is 0
    const std::size_t key = text.find_first_not_of(" -", line);
    const std::size_t indent = key == begin ? 0 : key - line;
    std::size_t end = text.find('\n', begin);
    while (end < text.size()) {
        const std::size_t next = text.find_first_not_of(' ', end + 1);
        if (next >= text.size() || (text[next] != '\n' && next - end - 1 <= indent)) {
            break;
        }
        end = text.find('\n', next);
    }
    return std::min(end, text.size());
}

/// The place of the bracket at which lists and maps in brackets are far too deep: yaml-cpp would
/// read all of them before it tells of the first. What is quoted, a comment or a text line by line
/// does not count.
std::optional<std::size_t> tooDeepAt(std::string_view text)
{
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const std::string_view before = depth > 0 ? " \t\r\n[{,:" : " \t\r\n";
        const bool begins = i == 0 || before.find(text[i - 1]) != std::string_view::npos;
        if (begins && (c == '"' || c == '\'')) {
            i = quoteEnd(text, i);
        } else if (begins && c == '#') {
            i = text.find('\n', i);
        } else if (begins && depth == 0 && (c == '|' || c == '>')) {
            i = blockEnd(text, i);
        } else if ((c == '[' || c == '{') && (begins || depth > 0) && ++depth > MostBrackets) {
            return i;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
        if (i >= text.size()) {
            break;
        }
    }
    return {};
}

/// Checks what yaml-cpp does not: it replaces invalid UTF-8, and ends at a byte of 4.
std::optional<Mistake> mistakeInBytes(std::string_view text)
{
    if (text.size() > MostYamlBytes) {
        return Mistake{{}, "more than 4 MiB are not read", {}};
    }
    Utf8Validator validator;
    validator.feed(asBytes(text));
    if (!validator.finish()) {
        const auto at = validator.errorOffset().value_or(text.size());
        return Mistake{markAt(text, at), "the text is not UTF-8", {}};
    }
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    };
    const auto found = std::ranges::find_if(text, isControl);
    if (found != text.end()) {
        return Mistake{markAt(text, static_cast<std::size_t>(found - text.begin())),
                       "a control character can't stand in YAML",
                       "write it as an escape in a text with quotation marks: \"\\0\""};
    }
    if (const auto at = tooDeepAt(text)) {
        return Mistake{markAt(text, *at), tooDeep(), QuoteHint};
    }
    return {};
}

tl::unexpected<YamlMistake> failed(const std::string& file, const Mistake& mistake)
{
    return tl::unexpected(
        YamlMistake{{mistake.what, placeText(file, mistake.mark), mistake.hint}, mistake.mark});
}

} // namespace

tl::expected<std::vector<YamlValue>, YamlMistake> readYaml(std::string_view text,
                                                           const std::string& file)
{
    if (const auto mistake = mistakeInBytes(text)) {
        return failed(file, *mistake);
    }
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        Builder builder(text);
        while (parser.HandleNextDocument(builder)) {
        }
        return builder.take();
    } catch (const Mistake& mistake) {
        return failed(file, mistake);
    } catch (const YAML::Exception& error) {
        const bool hasTemplate = text.find("{{") != std::string_view::npos;
        return failed(file, {markOf(error.mark), "this is no YAML: " + asClause(error.msg),
                             hasTemplate ? QuoteHint : ""});
    }
}

} // namespace framescope::collection
