// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/code_lines.h"

#include "base/text/qt_string.h"

#include <QRegularExpression>

namespace framescope::connection {

namespace {

std::size_t utf8Offset(const QString& text, qsizetype at)
{
    return static_cast<std::size_t>(text.left(at).toUtf8().size());
}

} // namespace

std::optional<std::size_t> callIn(std::string_view text, const char* pattern)
{
    const QString all = toQString(text);
    const auto match = QRegularExpression(QString::fromLatin1(pattern)).match(all);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return utf8Offset(all, match.capturedEnd()) - 1;
}

CodeValue resolved(const CodeValue& value, std::string_view text, CodeLanguage language)
{
    if (value.kind != CodeValue::Kind::Name) {
        return value;
    }
    const QString all = toQString(text);
    const QRegularExpression assignment(QLatin1String(R"((?:^|[\s;]))") +
                                            QRegularExpression::escape(toQString(value.text)) +
                                            QLatin1String(R"(\s*=(?![=>]))"),
                                        QRegularExpression::MultilineOption);
    const auto match = assignment.match(all);
    if (!match.hasMatch()) {
        return value;
    }
    auto read = valueAt(text, utf8Offset(all, match.capturedEnd()), language);
    return read ? std::move(*read) : value;
}

Result<void> takeCodeUrl(PastedRequest& request, const CodeValue& value)
{
    // new URL("…") and the like
    const bool wraps = value.kind == CodeValue::Kind::Call && value.items.size() == 1;
    const CodeValue& url = wraps ? value.items.front() : value;
    if (url.kind != CodeValue::Kind::Text) {
        return failure("the URL is put together by code", {}, "write it as one text");
    }
    if (url.text.find("${") != std::string::npos) {
        leaveOut(request, "The value of ${…} in the URL", "nothing is run");
    }
    request.url = url.text;
    return {};
}

void takeCodeSubprotocols(PastedRequest& request, const CodeValue& value)
{
    const auto take = [&request](const CodeValue& item) {
        const bool wraps = item.kind == CodeValue::Kind::Call && item.items.size() == 1;
        const CodeValue& protocol = wraps ? item.items.front() : item;
        if (protocol.kind == CodeValue::Kind::Text) {
            request.options.subprotocols.append(toQString(protocol.text));
        } else {
            leaveOut(request, "A subprotocol", "it is put together by code");
        }
    };
    if (value.kind == CodeValue::Kind::List) {
        for (const CodeValue& item : value.items) {
            take(item);
        }
    } else if (value.kind != CodeValue::Kind::Null) {
        take(value);
    }
}

} // namespace framescope::connection
