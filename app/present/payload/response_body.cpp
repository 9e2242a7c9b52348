// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/response_body.h"

#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "codec/json/json_outline.h"
#include "present/payload/decoded_text.h"
#include "present/values/json_layout.h"
#include "present/words/html_text.h"
#include "wire/http/http_content.h"
#include "wire/http/http_token.h"
#include "wire/http/printable.h"

#include <QStringDecoder>

#include <algorithm>

namespace framescope::present {

namespace {

/// The charset of a Content-Type: "iso-8859-1"; empty if it has none.
std::string charsetOf(std::string_view type)
{
    constexpr std::string_view Name = "charset=";
    while (!type.empty()) {
        const std::size_t end = std::min(type.find(';'), type.size());
        const std::string_view part = wire::trimmed(type.substr(0, end));
        type.remove_prefix(std::min(end + 1, type.size()));
        if (part.size() > Name.size() &&
            wire::equalsIgnoreCase(part.substr(0, Name.size()), Name)) {
            std::string charset(part.substr(Name.size()));
            std::erase(charset, '"');
            return charset;
        }
    }
    return {};
}

/// The bytes as text in that charset; invalid ones as \xNN.
QString textIn(const std::string& charset, std::string_view bytes)
{
    if (!charset.empty() && !isUtf8(asBytes(bytes))) {
        QStringDecoder decoder(charset.c_str(), QStringDecoder::Flag::Stateless);
        if (decoder.isValid()) {
            const QString text =
                decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
            if (!decoder.hasError()) {
                const std::string utf8 = text.toStdString();
                return decodedText(asBytes(utf8));
            }
        }
    }
    return decodedText(asBytes(bytes));
}

bool isHtml(const QString& type, const QString& text)
{
    return type.contains(QLatin1String("html"), Qt::CaseInsensitive) ||
           text.left(256).contains(QLatin1String("<html"), Qt::CaseInsensitive);
}

/// The JSON with a value per line; empty if the text is none.
QString indentedJson(ByteView text)
{
    if (!codec::beginsLikeJson(text) || !isUtf8(text) ||
        codec::JsonOutline::parse(text).failure()) {
        return {};
    }
    const auto layout = JsonLayout::of(text);
    return layout ? decodedText(ByteView(layout->text())
                                    .first(std::min<std::size_t>(layout->text().size(),
                                                                 ResponseBody::MostShown * 4)))
                  : QString();
}

void cutTo(QString& text, bool& cut)
{
    if (text.size() > ResponseBody::MostShown) {
        text.truncate(ResponseBody::MostShown);
        cut = true;
    }
}

} // namespace

ResponseBody responseBody(const timeline::ConnectionInfo& connection)
{
    ResponseBody body;
    if (!connection.response || connection.responseBody.empty()) {
        return body;
    }
    const std::string type = connection.response->joined("Content-Type");
    body.type = toQString(wire::printable(type));
    body.encoding = toQString(wire::printable(connection.response->joined("Content-Encoding")));
    body.text = textIn(charsetOf(type), connection.responseBody);
    body.cut = connection.responseBodyTruncated;
    body.readable = indentedJson(asBytes(connection.responseBody));
    if (!body.readable.isEmpty()) {
        body.kind = ResponseBody::Kind::Json;
    } else if (isHtml(body.type, body.text)) {
        body.kind = ResponseBody::Kind::Html;
        body.readable = htmlText(body.text);
    } else {
        body.readable = body.text;
    }
    cutTo(body.text, body.cut);
    cutTo(body.readable, body.cut);
    return body;
}

} // namespace framescope::present
