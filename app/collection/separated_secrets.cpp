// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/separated_secrets.h"

#include "base/text/qt_string.h"
#include "collection/each_text.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace framescope::collection {

namespace {

/// A part of a text.
struct Span
{
    std::size_t start = 0;
    std::size_t size = 0;
};

/// The parts of a text in whose places its redacted form has markers.
std::vector<Span> removedParts(std::string_view text, std::string_view redacted)
{
    std::vector<Span> parts;
    std::size_t at = 0;
    for (;;) {
        const std::size_t marker = redacted.find(redaction::SecretMarker);
        const std::size_t kept = std::min(marker, redacted.size());
        if (text.substr(at, kept) != redacted.substr(0, kept)) {
            return {}; // not made of this text
        }
        at += kept;
        if (marker == std::string_view::npos) {
            return parts;
        }
        redacted.remove_prefix(marker + redaction::SecretMarker.size());
        const std::string_view next = redacted.substr(0, redacted.find(redaction::SecretMarker));
        const bool last = next.size() == redacted.size();
        const std::size_t end =
            last ? text.size() - std::min(text.size(), next.size()) : text.find(next, at);
        if (end == std::string_view::npos || end < at) {
            return {};
        }
        parts.push_back({at, end - at});
        at = end;
    }
}

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
        for (const Span& part : removedParts(whole, redacted(text, whole, secretFollows_))) {
            const std::string secret = whole.substr(part.start, part.size);
            if (secret.empty() || secret.find("{{") != std::string::npos) {
                continue;
            }
            result.append(whole, copied, part.start - copied);
            result += "{{" + keep(text, toQString(secret)).toStdString() + "}}";
            copied = part.start + part.size;
        }
        if (copied > 0) {
            value = toQString(result.append(whole, copied));
        }
    }

private:
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
