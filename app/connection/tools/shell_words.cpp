// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/shell_words.h"

#include "base/text/hex.h"
#include "connection/tools/escaped_units.h"

#include <QString>

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace framescope::connection {

namespace {

constexpr auto None = std::string_view::npos;

bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

/// Reads one command by the quoting of bash (its manual, 3.1.2).
class BashReader
{
public:
    explicit BashReader(std::string_view text) : text_(text) {}

    Result<ShellWords> read();

private:
    bool atEnd() const { return at_ >= text_.size(); }
    char current() const { return text_[at_]; }
    char following() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }
    void take(char c);
    Result<bool> takePiece();
    Result<void> takeSingleQuoted();
    Result<void> takeDoubleQuoted();
    Result<void> takeAnsiQuoted();
    void takeAnsiEscape();
    std::uint32_t numberOf(std::size_t most, unsigned base);
    Result<void> takeExpansion();
    void takeBackslash();
    void endWord();
    bool endsCommand();

    std::string_view text_;
    std::size_t at_ = 0;
    ShellWords read_;
    std::string word_;
    bool inWord_ = false;
    bool wordIsPlain_ = true; ///< nothing of the word was quoted
    EscapedUnits units_{word_};
};

void BashReader::take(char c)
{
    word_ += c;
    inWord_ = true;
}

void BashReader::endWord()
{
    if (inWord_) {
        read_.words.push_back(std::move(word_));
    }
    word_.clear();
    inWord_ = false;
    wordIsPlain_ = true;
}

Result<ShellWords> BashReader::read()
{
    while (!atEnd()) {
        const char c = current();
        if (c == ' ' || c == '\t') {
            endWord();
            ++at_;
        } else if (!inWord_ && c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (endsCommand()) {
            break;
        } else if (isLineBreak(c)) {
            ++at_; // before the command
        } else if (const auto taken = takePiece(); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    endWord();
    return std::move(read_);
}

/// Whether the command ends here: at a line break behind it, or before another command.
bool BashReader::endsCommand()
{
    if (isLineBreak(current())) {
        if (!inWord_ && read_.words.empty()) {
            return false;
        }
        const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
        if (next != None && text_[next] != '#') {
            read_.rest = next;
        }
        return true;
    }
    if (std::string_view("|&;()<>").find(current()) == None) {
        return false;
    }
    const bool redirects = current() == '<' || current() == '>';
    if (redirects && inWord_ && wordIsPlain_ &&
        std::ranges::all_of(word_, [](unsigned char c) { return std::isdigit(c) != 0; })) {
        word_.clear(); // the number of a file descriptor, as in 2>
        inWord_ = false;
    }
    if (current() != ';' || text_.find_first_not_of(" \t\r\n;", at_) != None) {
        read_.rest = at_;
    }
    return true;
}

Result<bool> BashReader::takePiece()
{
    const char c = current();
    Result<void> taken;
    if (c == '\'') {
        taken = takeSingleQuoted();
    } else if (c == '"' || (c == '$' && following() == '"')) {
        at_ += c == '$' ? 1 : 0;
        taken = takeDoubleQuoted();
    } else if (c == '$' && following() == '\'') {
        taken = takeAnsiQuoted();
    } else if (c == '$' || c == '`') {
        taken = takeExpansion();
    } else if (c == '\\') {
        takeBackslash();
    } else {
        take(c);
        ++at_;
    }
    return taken.map([] { return true; });
}

void BashReader::takeBackslash()
{
    ++at_;
    if (text_.substr(at_).starts_with("\r\n")) {
        at_ += 2;
    } else if (!atEnd() && current() == '\n') {
        ++at_;
    } else if (!atEnd()) {
        take(current());
        wordIsPlain_ = false;
        ++at_;
    } else {
        take('\\');
    }
}

Result<void> BashReader::takeSingleQuoted()
{
    const std::size_t close = text_.find('\'', at_ + 1);
    if (close == None) {
        return failure("the quote ' is not closed", characterAt(text_, at_));
    }
    word_ += text_.substr(at_ + 1, close - at_ - 1);
    inWord_ = true;
    wordIsPlain_ = false;
    at_ = close + 1;
    return {};
}

Result<void> BashReader::takeDoubleQuoted()
{
    const std::size_t open = at_++;
    inWord_ = true;
    wordIsPlain_ = false;
    while (!atEnd() && current() != '"') {
        if (current() == '\\' && std::string_view("$`\"\\\n").find(following()) != None &&
            following() != '\0') {
            if (following() != '\n') {
                take(following());
            }
            at_ += 2;
        } else if (current() == '$' || current() == '`') {
            if (auto taken = takeExpansion(); !taken) {
                return taken;
            }
        } else {
            take(current());
            ++at_;
        }
    }
    if (atEnd()) {
        return failure("the quote \" is not closed", characterAt(text_, open));
    }
    ++at_;
    return {};
}

Result<void> BashReader::takeExpansion()
{
    const std::size_t open = at_;
    const bool quoted = current() == '`';
    if (!quoted && following() != '(' && following() != '{') {
        const auto next = static_cast<unsigned char>(following());
        read_.hasExpansions = read_.hasExpansions || std::isalnum(next) != 0 || next == '_';
        take('$');
        ++at_;
        return {};
    }
    const char opening = quoted ? '\0' : following();
    const char closing = quoted ? '`' : opening == '(' ? ')' : '}';
    std::size_t depth = 0;
    for (at_ += quoted ? 1 : 2; !atEnd(); ++at_) {
        if (current() == closing && depth == 0) {
            word_ += text_.substr(open, at_ + 1 - open);
            inWord_ = true;
            read_.hasExpansions = true;
            ++at_;
            return {};
        }
        depth += current() == opening && !quoted ? 1 : 0;
        depth -= current() == closing ? 1 : 0;
    }
    return failure(quoted ? "the quote ` is not closed"
                          : std::string("the bracket $") + opening + " is not closed",
                   characterAt(text_, open));
}

Result<void> BashReader::takeAnsiQuoted()
{
    const std::size_t open = at_;
    inWord_ = true;
    wordIsPlain_ = false;
    for (at_ += 2; !atEnd() && current() != '\'';) {
        if (current() == '\\' && at_ + 1 < text_.size()) {
            ++at_;
            takeAnsiEscape();
        } else {
            units_.end();
            take(current());
            ++at_;
        }
    }
    if (atEnd()) {
        return failure("the quote $' is not closed", characterAt(text_, open));
    }
    units_.end();
    ++at_;
    return {};
}

void BashReader::takeAnsiEscape()
{
    constexpr std::string_view Letters = "abeEfnrtv\\'\"?";
    constexpr std::string_view Meanings = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
    constexpr unsigned Octal = 8;
    constexpr unsigned Hex = 16;
    constexpr unsigned ControlBits = 0x1F;
    const char c = current();
    ++at_;
    if (c == 'u' || c == 'U') {
        units_.add(numberOf(c == 'u' ? 4 : 8, Hex));
        return;
    }
    units_.end();
    if (const std::size_t letter = Letters.find(c); letter != None && c != '\0') {
        take(Meanings[letter]);
    } else if (c == 'x') {
        take(static_cast<char>(numberOf(2, Hex)));
    } else if (c >= '0' && c < '8') {
        --at_;
        take(static_cast<char>(numberOf(3, Octal)));
    } else if (c == 'c' && !atEnd()) {
        take(static_cast<char>(static_cast<unsigned>(current()) & ControlBits));
        ++at_;
    } else {
        take('\\');
        take(c);
    }
}

std::uint32_t BashReader::numberOf(std::size_t most, unsigned base)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < most && !atEnd(); ++i, ++at_) {
        const auto digit = hexDigitValue(current());
        if (!digit || *digit >= base) {
            break;
        }
        value = value * base + *digit;
    }
    return value;
}

/// Whether a command line is written for cmd.exe: browsers escape with ^ there, older ones double
/// the quotes, which nobody does in bash.
bool looksLikeCmd(std::string_view text)
{
    if (text.find("^\"") != None || text.find("^\n") != None || text.find("^\r") != None ||
        text.starts_with("curl.exe ")) {
        return true;
    }
    if (text.find(" '") != None || text.find("$'") != None) {
        return false;
    }
    for (std::size_t at = text.find("\"\""); at != None; at = text.find("\"\"", at + 2)) {
        const auto isText = [&](std::size_t i) {
            return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0;
        };
        if (isText(at + 2) || (at > 0 && isText(at - 1))) {
            return true;
        }
    }
    return false;
}

} // namespace

Result<ShellWords> bashWords(std::string_view text)
{
    return BashReader(text).read();
}

Result<ShellWords> shellWords(std::string_view text)
{
    return looksLikeCmd(text) ? cmdWords(text) : bashWords(text);
}

std::string characterAt(std::string_view text, std::size_t offset)
{
    const auto before = QString::fromUtf8(text.data(), static_cast<qsizetype>(offset)).size();
    return "at character " + std::to_string(before + 1);
}

} // namespace framescope::connection
