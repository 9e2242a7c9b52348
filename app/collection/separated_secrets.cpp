// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/separated_secrets.h"

#include "base/text/qt_string.h"
#include "collection/each_text.h"
#include "message/template_reader.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace framescope::collection {

namespace {

/// An address without its user info and secret parameters, also one without a scheme.
std::string addressRedacted(const std::string& address)
{
    constexpr std::string_view Scheme = "wss://";
    if (address.find("://") != std::string::npos) {
        return redaction::textWithoutSecrets(address);
    }
    return redaction::textWithoutSecrets(std::string(Scheme) + address).substr(Scheme.size());
}

std::string redacted(const ConnectionText& text, const std::string& value, bool& secretFollows)
{
    switch (text.role) {
    case TextRole::Address:
        return addressRedacted(value);
    case TextRole::HeaderValue:
        return redaction::headerWithoutSecrets(text.name, value);
    case TextRole::Subprotocol:
        return redaction::headerWithoutSecrets("Sec-WebSocket-Protocol", value, secretFollows);
    case TextRole::RawRequest:
        return redaction::rawHeadWithoutSecrets(value);
    case TextRole::Secret:
        return std::string(redaction::SecretMarker);
    default:
        return redaction::textWithoutSecrets(value);
    }
}

/// A name for a secret: letters and digits in lower case, with - between.
QString slug(const QString& text)
{
    QString name;
    for (const QChar c : text.toLower()) {
        const bool kept = c.unicode() < 0x80 && c.isLetterOrNumber();
        if (kept) {
            name += c;
        } else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-'))) {
            name += QLatin1Char('-');
        }
    }
    while (name.endsWith(QLatin1Char('-'))) {
        name.chop(1);
    }
    return name;
}

bool hasLetterOrNumber(QStringView text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetterOrNumber(); });
}

/// The beginning of the template that has a text in it.
const QString Base64 = QStringLiteral("base64 ");

class Separation
{
public:
    Separation(QString start, const QStringList& taken) : start_(std::move(start)), taken_(taken) {}

    SecretValues secrets() { return std::move(secrets_); }

    void take(const ConnectionText& text, QString& value)
    {
        const std::string whole = value.toStdString();
        std::string result;
        std::size_t copied = 0;
        const auto parts = redaction::removedParts(whole, redacted(text, whole, secretFollows_));
        for (const std::string_view secret : parts.value_or(std::vector<std::string_view>())) {
            const auto start = static_cast<std::size_t>(secret.data() - whole.data());
            result.append(whole, copied, start - copied);
            result += separated(text, toQString(secret)).toStdString();
            copied = start + secret.size();
        }
        if (copied > 0) {
            value = toQString(result.append(whole, copied));
        }
    }

private:
    /// The part of a text with references in place of what is literal in it. Templates stay, and so
    /// do what can't be secret between them and the name of a user before one.
    QString separated(const ConnectionText& text, const QString& part)
    {
        QString result;
        message::TemplateReader reader(part);
        while (const auto piece = reader.next()) {
            using Kind = message::TemplateReader::Piece::Kind;
            const bool whole = piece->length == part.size();
            const bool isUser = !whole && piece->content.endsWith(QLatin1Char(':'));
            if (piece->kind == Kind::Literal && !isUser &&
                (whole || hasLetterOrNumber(piece->content))) {
                result += QLatin1String("{{") + keep(text, piece->content.toString()) +
                          QLatin1String("}}");
            } else if (const QStringView content = piece->content.trimmed();
                       piece->kind == Kind::Template && content.startsWith(Base64)) {
                result += QLatin1String("{{") + Base64 +
                          separated(text, content.mid(Base64.size()).trimmed().toString()) +
                          QLatin1String("}}");
            } else {
                result += QStringView(part).mid(piece->begin, piece->length);
            }
        }
        return result;
    }

    /// Keeps a secret and returns its name.
    QString keep(const ConnectionText& text, const QString& secret)
    {
        const QString field = QString::fromStdString(text.name.empty() ? text.field : text.name);
        const QString wanted = SecretPrefix + slug(start_ + QLatin1Char('-') + field);
        QString name = wanted;
        for (int number = 2; secrets_.contains(name) || taken_.contains(name); ++number) {
            name = wanted + QLatin1Char('-') + QString::number(number);
        }
        secrets_[name] = secret;
        return name;
    }

    QString start_;
    const QStringList& taken_;
    SecretValues secrets_;
    bool secretFollows_ = false;
};

} // namespace

SeparatedSecrets withoutSecrets(SavedConnection saved, const QString& start,
                                const QStringList& taken)
{
    Separation separation(start, taken);
    (void)eachText(saved, [&](const ConnectionText& text, QString& value) {
        separation.take(text, value);
        return Result<void>();
    });
    return {std::move(saved), separation.secrets()};
}

} // namespace framescope::collection
