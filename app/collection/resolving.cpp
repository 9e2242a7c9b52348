// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/resolving.h"

#include "base/text/qt_string.h"
#include "collection/each_text.h"
#include "connection/address_input.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace framescope::collection {

namespace {

const QString EnvPrefix = QStringLiteral("env.");

/// The names of a text's templates that may be variables.
QStringList namesIn(const QString& text)
{
    static const QRegularExpression Template(
        QStringLiteral(R"((?<!\\)\{\{\s*([A-Za-z_][-A-Za-z0-9_.]*)\s*\}\})"));
    QStringList names;
    if (!text.contains(QLatin1String("{{"))) {
        return names;
    }
    for (auto found = Template.globalMatch(text); found.hasNext();) {
        const QString name = found.next().captured(1);
        names += name.startsWith(EnvPrefix) ? name.mid(EnvPrefix.size()) : name;
    }
    return names;
}

/// A secret without a value is named before the template would be called unknown.
Result<void> checkSecrets(const QString& text, const Environment& environment,
                          const SecretValues& secrets)
{
    for (const QString& name : secretsOf(text, environment)) {
        if (!secrets.contains(name)) {
            return failure("the secret " + name.toStdString() + " has no value", {},
                           "enter it when you are asked for it");
        }
    }
    return {};
}

/// Adds what templates such as {{base64 {{secret.x}}}} make of secrets: they are as secret.
void addMadeOfSecrets(const QString& text, const Environment& environment,
                      const message::TemplateScope& scope, std::vector<std::string>& values)
{
    if (secretsOf(text, environment).isEmpty()) {
        return;
    }
    for (const message::TemplateSpan& span : message::templatesIn(text, scope)) {
        const std::string made = span.value.value_or(QString()).toStdString();
        if (!secretsOf(text.mid(span.begin, span.length), environment).isEmpty() &&
            std::ranges::find(values, made) == values.end()) {
            values.push_back(made);
        }
    }
}

/// Stands for a value while the place of a secret is looked for; no text of a user has one.
QString placeholder(std::size_t number)
{
    constexpr char16_t FirstPrivate = 0xE000;
    return QString(QChar(static_cast<char16_t>(FirstPrivate + number)));
}

/// A secret in the host or port would be looked up by name servers, and sent, in clear. One in the
/// user info may not end it, or a part of the secret would be taken for the host.
Result<void> checkSecretsOfAddress(const QString& address, message::TemplateScope scope,
                                   const SecretValues& secrets)
{
    if (secrets.empty()) {
        return {};
    }
    std::vector<QString> names;
    for (const auto& [name, value] : secrets) {
        scope.variables[name] = placeholder(names.size());
        names.push_back(name);
    }
    const QString text = message::expanded(address, scope).value_or(QString());
    static const QRegularExpression UserInfoAndAuthority(
        QStringLiteral("^(?:[A-Za-z][-+.A-Za-z0-9]*://)?([^/?#]*@)?([^/?#]*)"));
    const auto parts = UserInfoAndAuthority.match(text);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string name = names[i].toStdString();
        if (parts.capturedView(2).contains(placeholder(i))) {
            return failure(
                "the secret " + name +
                    " would be looked up and sent in clear as a part of the host or port",
                {}, "write these as they are, or in a variable that is not secret");
        }
        static const QRegularExpression Ends(QStringLiteral("[/?#@]"));
        if (parts.capturedView(1).contains(placeholder(i)) && secrets.at(names[i]).contains(Ends)) {
            return failure("the secret " + name +
                               " has a / ? # or @, where the user info would end",
                           {}, "give it in the authorization of the options instead");
        }
    }
    return {};
}

/// The name of a header stands in errors, and TLS sends these in clear.
Result<void> checkPlace(const ConnectionText& text, const QString& value,
                        const Environment& environment)
{
    const bool inClear = text.field == "server name" || text.field.starts_with("alpn");
    const QStringList names = inClear || text.role == TextRole::HeaderName
                                  ? secretsOf(value, environment)
                                  : QStringList();
    if (names.isEmpty()) {
        return {};
    }
    return failure("the secret " + names.front().toStdString() +
                       (inClear ? " would be sent in clear as a part of it"
                                : " can't be a part of a header's name"),
                   {}, "write it as it is, or in a variable that is not secret");
}

Error inField(Error error, const std::string& field)
{
    error.where = error.where.empty() ? field : field + ", " + error.where;
    return error;
}

} // namespace

bool hasTemplates(const SavedConnection& saved)
{
    bool found = false;
    SavedConnection copy = saved;
    (void)eachText(copy, [&found](const ConnectionText&, const QString& text) {
        found = found || text.contains(QLatin1String("{{"));
        return Result<void>();
    });
    return found;
}

SavedConnection inFolder(SavedConnection saved, const QString& folder)
{
    const QDir before(saved.folder); // an empty one is the process's
    const QDir now(folder);
    (void)eachText(saved, [&](const ConnectionText& text, QString& value) {
        const bool relative = QDir::isRelativePath(value) && !value.startsWith(QLatin1String("{{"));
        if (text.role == TextRole::File && relative &&
            before.absolutePath() != now.absolutePath()) {
            value = now.relativeFilePath(before.absoluteFilePath(value));
        }
        return Result<void>();
    });
    saved.folder = folder;
    return saved;
}

connection::ConnectionOptions withWords(connection::ConnectionOptions options)
{
    SavedConnection copy;
    copy.options = std::move(options);
    int count = 0;
    (void)eachText(copy, [&count](const ConnectionText& text, QString& value) {
        if (value.contains(QLatin1String("{{"))) {
            const QString word = QStringLiteral("template%1").arg(++count);
            value = text.field == "proxy" ? QStringLiteral("http://") + word : word;
        }
        return Result<void>();
    });
    return std::move(copy.options);
}

QStringList secretsOf(const QString& text, const Environment& environment)
{
    QStringList secrets;
    for (const QString& name : namesIn(text)) {
        const Variable* variable = environment.find(name);
        const bool secret = variable ? variable->secret : name.startsWith(SecretPrefix);
        if (secret && !secrets.contains(name)) {
            secrets += name;
        }
    }
    return secrets;
}

QStringList secretsOf(const SavedConnection& saved, const Environment& environment)
{
    QStringList secrets;
    SavedConnection copy = saved;
    (void)eachText(copy, [&](const ConnectionText&, const QString& text) {
        secrets += secretsOf(text, environment);
        return Result<void>();
    });
    secrets.removeDuplicates();
    return secrets;
}

message::TemplateScope scopeOf(const Environment& environment, const SecretValues& secrets)
{
    message::TemplateScope scope;
    for (const Variable& variable : environment.variables) {
        if (!variable.secret) {
            scope.variables[variable.name] = variable.value;
        }
    }
    for (const auto& [name, value] : secrets) {
        scope.variables.try_emplace(name, value);
    }
    return scope;
}

Result<connection::ConnectionOptions>
resolved(SavedConnection saved, const Environment& environment, const SecretValues& secrets)
{
    message::TemplateScope scope = scopeOf(environment, secrets);
    std::vector<std::string>& values = saved.options.secrets;
    for (const auto& [name, value] : secrets) {
        values.push_back(value.toStdString());
    }
    auto expanded = [&](const ConnectionText& text, const QString& value) -> Result<QString> {
        return checkPlace(text, value, environment)
            .and_then([&] { return checkSecrets(value, environment, secrets); })
            .and_then([&] {
                return text.role == TextRole::Address || text.field == "proxy"
                           ? checkSecretsOfAddress(value, scope, secrets)
                           : Result<void>();
            })
            .and_then([&] {
                addMadeOfSecrets(value, environment, scope, values);
                return message::expanded(value, scope);
            });
    };
    auto done = eachText(saved, [&](const ConnectionText& text, QString& value) -> Result<void> {
        if (value.contains(QLatin1String("{{"))) {
            auto made = expanded(text, value);
            if (!made) {
                return tl::unexpected(inField(std::move(made).error(), text.field));
            }
            value = *std::move(made);
        }
        if (text.role == TextRole::File && !saved.folder.isEmpty()) {
            value = QDir(saved.folder).absoluteFilePath(value);
        }
        return {};
    });
    if (!done) {
        return tl::unexpected(std::move(done).error());
    }
    auto address = connection::addressFromInput(saved.address);
    if (!address) {
        return tl::unexpected(inField(address.error(), "url"));
    }
    saved.options.url = std::move(address->url);
    saved.options.resource = std::move(address->resource);
    return std::move(saved.options);
}

} // namespace framescope::collection
