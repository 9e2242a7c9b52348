// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/code_value.h"

#include "connection/tools/code_text.h"
#include "connection/tools/shell_words.h"

#include <algorithm>
#include <cctype>

namespace framescope::connection {

namespace {

using Kind = CodeValue::Kind;

bool isNameStart(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

bool isNamePart(char c)
{
    return isNameStart(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
}

class CodeReader
{
public:
    CodeReader(std::string_view text, std::size_t at, CodeLanguage language)
        : text_(text), at_(at), language_(language)
    {
    }

    Result<CodeValue> value(bool whole);
    Result<CodeValue> arguments();

private:
    bool python() const { return language_ == CodeLanguage::Python; }
    char current() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool begins(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    void skipSpace();
    std::string name();
    Result<CodeValue> simple();
    Result<CodeValue> text();
    Result<CodeValue> named();
    Result<CodeValue> list(char closing);
    Result<CodeValue> map();
    Result<void> skipExpression();
    Result<CodeValue> nested(Result<CodeValue> (CodeReader::*read)());
    Result<CodeValue> roundBrackets() { return list(')'); }
    Result<CodeValue> squareBrackets() { return list(']'); }

    std::string_view text_;
    std::size_t at_;
    CodeLanguage language_;
    unsigned depth_ = 0;
};

void CodeReader::skipSpace()
{
    while (at_ < text_.size()) {
        if (std::isspace(static_cast<unsigned char>(current())) != 0) {
            ++at_;
        } else if (python() ? current() == '#' : begins("//")) {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (!python() && begins("/*")) {
            const std::size_t end = text_.find("*/", at_ + 2);
            at_ = end == std::string_view::npos ? text_.size() : end + 2;
        } else if (python() && (begins("\\\n") || begins("\\\r"))) {
            ++at_;
        } else {
            return;
        }
    }
}

std::string CodeReader::name()
{
    const std::size_t start = at_;
    at_ = std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(),
                           isNamePart) -
          text_.begin();
    return std::string(text_.substr(start, at_ - start));
}

Result<CodeValue> CodeReader::nested(Result<CodeValue> (CodeReader::*read)())
{
    constexpr unsigned Deepest = 32;
    if (depth_ >= Deepest) {
        return failure("the brackets are nested too deeply", characterAt(text_, at_));
    }
    ++depth_;
    auto done = (this->*read)();
    --depth_;
    return done;
}

/// A value; if `whole`, what follows it up to a comma or a closing bracket makes it an expression.
Result<CodeValue> CodeReader::value(bool whole)
{
    skipSpace();
    auto read = simple();
    if (!read || !whole) {
        return read;
    }
    skipSpace();
    if (at_ < text_.size() &&
        std::string_view(",)]};:").find(current()) == std::string_view::npos) {
        if (const auto skipped = skipExpression(); !skipped) {
            return tl::unexpected(skipped.error());
        }
        return CodeValue{};
    }
    return read;
}

Result<CodeValue> CodeReader::simple()
{
    const char c = current();
    if (textStartsAt(text_, at_, language_)) {
        return text();
    }
    if (isNameStart(c)) {
        return named();
    }
    if (c == '[') {
        return nested(&CodeReader::squareBrackets);
    }
    if (c == '(' && python()) {
        return nested(&CodeReader::roundBrackets);
    }
    if (c == '{') {
        return nested(&CodeReader::map);
    }
    if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-') {
        CodeValue number{Kind::Number, std::string(1, c), {}, {}};
        for (++at_; isNamePart(current()); ++at_) {
            number.text += current() == '_' ? "" : std::string(1, current());
        }
        return number;
    }
    return skipExpression().map([] { return CodeValue{}; });
}

Result<CodeValue> CodeReader::text()
{
    CodeValue read{Kind::Text, {}, {}, {}};
    do {
        const auto end = takeText(text_, at_, language_, read.text);
        if (!end) {
            return tl::unexpected(end.error());
        }
        at_ = *end;
        if (!python()) {
            return read;
        }
        skipSpace();
    } while (textStartsAt(text_, at_, language_));
    return read;
}

Result<CodeValue> CodeReader::named()
{
    std::string word = name();
    if (word == "new" || word == "await") {
        skipSpace();
        word = name();
    }
    if (word == "true" || word == "True") {
        return CodeValue{Kind::True, {}, {}, {}};
    }
    if (word == "false" || word == "False") {
        return CodeValue{Kind::False, {}, {}, {}};
    }
    if (word == "null" || word == "undefined" || word == "None") {
        return CodeValue{Kind::Null, {}, {}, {}};
    }
    skipSpace();
    if (current() != '(') {
        return CodeValue{Kind::Name, std::move(word), {}, {}};
    }
    return nested(&CodeReader::arguments).map([&word](CodeValue&& call) {
        call.text = std::move(word);
        return std::move(call);
    });
}

Result<CodeValue> CodeReader::arguments()
{
    return list(')').map([](CodeValue&& list) {
        list.kind = Kind::Call;
        return std::move(list);
    });
}

/// The items from the opening bracket to the closing one. An item "name=value" becomes a member.
Result<CodeValue> CodeReader::list(char closing)
{
    const std::size_t open = at_++;
    CodeValue read{Kind::List, {}, {}, {}};
    for (skipSpace(); current() != closing; skipSpace()) {
        if (at_ >= text_.size()) {
            return failure(std::string("the bracket ") + text_[open] + " is not closed",
                           characterAt(text_, open));
        }
        if (current() == ',') {
            ++at_;
            continue;
        }
        const std::size_t start = at_;
        if (python() && isNameStart(current())) {
            std::string key = name();
            skipSpace();
            if (current() == '=' && !begins("==")) {
                ++at_;
                auto item = value(true);
                if (!item) {
                    return item;
                }
                read.members.push_back({std::move(key), std::move(*item)});
                continue;
            }
            at_ = start;
        }
        auto item = value(true);
        if (!item) {
            return item;
        }
        at_ += at_ == start ? 1 : 0; // what can't be read
        read.items.push_back(std::move(*item));
    }
    ++at_;
    return read;
}

Result<CodeValue> CodeReader::map()
{
    const std::size_t open = at_++;
    CodeValue read{Kind::Map, {}, {}, {}};
    for (skipSpace(); current() != '}'; skipSpace()) {
        if (at_ >= text_.size()) {
            return failure("the bracket { is not closed", characterAt(text_, open));
        }
        if (current() == ',') {
            ++at_;
            continue;
        }
        const std::size_t start = at_;
        auto key = value(false);
        if (!key) {
            return key;
        }
        skipSpace();
        const bool hasName = key->kind == Kind::Text || key->kind == Kind::Name;
        if (current() == ':') {
            ++at_;
            auto item = value(true);
            if (!item) {
                return item;
            }
            if (hasName) {
                read.members.push_back({std::move(key->text), std::move(*item)});
            }
        } else if (hasName && (current() == ',' || current() == '}')) {
            read.members.push_back({key->text, *key}); // { headers } of JavaScript
        } else if (const auto skipped = skipExpression(); !skipped) {
            return tl::unexpected(skipped.error());
        }
        at_ += at_ == start ? 1 : 0;
    }
    ++at_;
    return read;
}

/// To the comma or closing bracket that ends an expression, past quotes and brackets in it.
Result<void> CodeReader::skipExpression()
{
    std::string closing;
    while (at_ < text_.size()) {
        const char c = current();
        if (textStartsAt(text_, at_, language_)) {
            std::string ignored;
            const auto end = takeText(text_, at_, language_, ignored);
            if (!end) {
                return tl::unexpected(end.error());
            }
            at_ = *end;
            continue;
        }
        if (c == '(' || c == '[' || c == '{') {
            closing += c == '(' ? ')' : c == '[' ? ']' : '}';
        } else if (!closing.empty() && c == closing.back()) {
            closing.pop_back();
        } else if (closing.empty() && std::string_view(",)]}").find(c) != std::string_view::npos) {
            return {};
        }
        ++at_;
    }
    return {};
}

} // namespace

const CodeValue* CodeValue::find(std::string_view name) const
{
    const auto found = std::ranges::find(members, name, &CodeMember::name);
    return found == members.end() ? nullptr : &found->value;
}

Result<CodeValue> argumentsAt(std::string_view text, std::size_t at, CodeLanguage language)
{
    return CodeReader(text, at, language).arguments();
}

Result<CodeValue> valueAt(std::string_view text, std::size_t at, CodeLanguage language)
{
    return CodeReader(text, at, language).value(false);
}

} // namespace framescope::connection
