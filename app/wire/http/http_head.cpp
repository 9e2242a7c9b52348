// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http/http_head.h"

#include "base/text/utf8_validator.h"
#include "wire/http/http_token.h"

#include <algorithm>

namespace framescope::wire {

namespace {

constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isControlCharacter(char c)
{
    return (c >= 0 && c < ' ') || c == 0x7F;
}

/// Start of the version, which a digit follows.
constexpr std::string_view VersionStart = "HTTP/1.";
constexpr std::size_t VersionSize = VersionStart.size() + 1;

bool isVersion(std::string_view text)
{
    return text.size() == VersionSize && text.starts_with(VersionStart) && isDigit(text.back());
}

std::string onOneLine(std::string_view text)
{
    std::string result(text);
    std::replace_if(
        result.begin(), result.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; },
        ' ');
    return result;
}

} // namespace

const std::string* HttpHead::find(std::string_view name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const HeaderField& field) {
        return equalsIgnoreCase(field.name, name);
    });
    return found == fields.end() ? nullptr : &found->value;
}

std::string HttpHead::joined(std::string_view name) const
{
    std::string result;
    bool first = true;
    for (const HeaderField& field : fields) {
        if (equalsIgnoreCase(field.name, name)) {
            result.append(first ? "" : ", ").append(field.value);
            first = false;
        }
    }
    return result;
}

bool HttpHead::hasToken(std::string_view name, std::string_view token) const
{
    const auto elements = splitList(joined(name));
    return std::any_of(elements.begin(), elements.end(), [&](const std::string& element) {
        return equalsIgnoreCase(element, token);
    });
}

std::size_t HttpHeadReader::feed(ByteView bytes)
{
    const std::string_view text = asText(bytes);
    std::size_t taken = 0;
    while (state_ == State::NeedMore && taken < text.size()) {
        if (inFields_) {
            taken += takeFieldBytes(text.substr(taken));
        } else {
            takeStartLineByte(text[taken++]);
        }
        if (state_ == State::NeedMore && head_.raw.size() == MaxSize) {
            state_ = State::TooLarge;
            head_.fields = HeaderFields(); // those of many small lines take more than the head
            head_.raw.shrink_to_fit();
        }
    }
    return taken;
}

/// Takes single bytes, so that input that is not HTTP is recognised at once.
void HttpHeadReader::takeStartLineByte(char c)
{
    head_.raw += c;
    if (c == '\n') {
        endStartLine();
        return;
    }
    const std::string_view line = std::string_view(head_.raw).substr(lineStart_);
    const bool fits = expect_ == Expect::Response ? fitsStatusLine(line) : fitsRequestLine(line);
    if (!fits) {
        state_ = State::NotHttp;
    }
}

/// Whether the last byte of `line` is allowed there; the bytes before it were checked.
bool HttpHeadReader::fitsStatusLine(std::string_view line) const
{
    const std::size_t position = line.size() - 1;
    const char c = line.back();
    if (position < VersionStart.size()) {
        return c == VersionStart[position];
    }
    if (position < VersionSize) {
        return isDigit(c);
    }
    return position > VersionSize || c == ' ';
}

bool HttpHeadReader::fitsRequestLine(std::string_view line)
{
    const char c = line.back();
    if (methodEnded_) {
        return !isControlCharacter(c) || c == '\r';
    }
    if (line.size() == 1) {
        return isTokenCharacter(c) || c == '\r';
    }
    methodEnded_ = c == ' ';
    return line.front() != '\r' && (methodEnded_ || isTokenCharacter(c));
}

void HttpHeadReader::endStartLine()
{
    const std::string_view line = currentLine();
    lineStart_ = head_.raw.size();
    if (line.empty() && expect_ == Expect::Request) {
        return; // RFC 9112 2.2: empty lines before a request are ignored
    }
    head_.isRequest = expect_ == Expect::Request;
    inFields_ = head_.isRequest ? parseRequestLine(line) : parseStatusLine(line);
    if (!inFields_) {
        state_ = State::NotHttp;
    }
}

bool HttpHeadReader::parseStatusLine(std::string_view line)
{
    constexpr std::size_t StatusSize = 3;
    if (line.size() < VersionSize + 1 + StatusSize) {
        return false;
    }
    const std::string_view status = line.substr(VersionSize + 1, StatusSize);
    const std::string_view rest = line.substr(VersionSize + 1 + StatusSize);
    if (!std::all_of(status.begin(), status.end(), isDigit) ||
        (!rest.empty() && !isSpace(rest.front()))) {
        return false;
    }
    head_.version = line.substr(0, VersionSize);
    for (const char digit : status) {
        head_.status = head_.status * 10 + (digit - '0');
    }
    head_.reason = trimmed(rest);
    return true;
}

bool HttpHeadReader::parseRequestLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !isVersion(line.substr(last + 1))) {
        return false;
    }
    const std::string_view target = trimmed(line.substr(first, last - first));
    if (target.empty() || target.find('\r') != std::string_view::npos) {
        return false;
    }
    head_.method = line.substr(0, first);
    head_.target = target;
    head_.version = line.substr(last + 1);
    return true;
}

/// Takes bytes up to the end of the line or of the input, or until the head has its largest size.
std::size_t HttpHeadReader::takeFieldBytes(std::string_view bytes)
{
    bytes = bytes.substr(0, MaxSize - head_.raw.size());
    const std::size_t lineEnd = bytes.find('\n');
    const bool ended = lineEnd != std::string_view::npos;
    bytes = ended ? bytes.substr(0, lineEnd + 1) : bytes;
    head_.raw += bytes;
    if (ended) {
        endFieldLine();
    }
    return bytes.size();
}

void HttpHeadReader::endFieldLine()
{
    const std::string_view line = currentLine();
    lineStart_ = head_.raw.size();
    if (line.empty()) {
        state_ = State::Complete;
        return;
    }
    const std::string_view text = trimmed(line);
    if (isSpace(line.front()) && !head_.fields.empty()) { // obs-fold (RFC 9112 5.2)
        std::string& value = head_.fields.back().value;
        value.append(value.empty() || text.empty() ? "" : " ").append(text);
        return;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name =
        colon == std::string_view::npos ? "" : trimmed(line.substr(0, colon));
    const std::string_view value = name.empty() ? text : trimmed(line.substr(colon + 1));
    head_.fields.push_back({std::string(name), std::string(value)});
}

/// The current line without its end.
std::string_view HttpHeadReader::currentLine() const
{
    std::string_view line = std::string_view(head_.raw).substr(lineStart_);
    line.remove_suffix(1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::string startLine(const HttpHead& head)
{
    return head.isRequest ? head.method + ' ' + head.target + ' ' + head.version
                          : head.version + ' ' + std::to_string(head.status) + ' ' + head.reason;
}

bool isPlain(const HttpHead& head)
{
    return head.raw.empty() ||
           (isUtf8(asBytes(head.raw)) && head.raw == formatHead(startLine(head), head.fields));
}

std::string formatHead(std::string_view startLine, const HeaderFields& fields)
{
    std::string head = onOneLine(startLine) + "\r\n";
    for (const HeaderField& field : fields) {
        if (!field.name.empty()) {
            head += onOneLine(field.name) + ": " + onOneLine(field.value) + "\r\n";
        }
    }
    return head + "\r\n";
}

bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return toLower(x) == toLower(y); });
}

std::vector<std::string> splitList(std::string_view value)
{
    std::vector<std::string> elements;
    const auto add = [&elements](std::string_view element) {
        if (element = trimmed(element); !element.empty()) {
            elements.emplace_back(element);
        }
    };
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (quoted && value[i] == '\\') {
            ++i;
        } else if (value[i] == '"') {
            quoted = !quoted;
        } else if (value[i] == ',' && !quoted) {
            add(value.substr(start, i - start));
            start = i + 1;
        }
    }
    add(value.substr(start));
    return elements;
}

} // namespace framescope::wire
