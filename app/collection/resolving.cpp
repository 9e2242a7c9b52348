// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/resolving.h"

#include "base/text/qt_string.h"
#include "collection/each_text.h"
#include "connection/address_input.h"

#include <QDir>
#include <QRegularExpression>

namespace framescope::collection {

namespace {

const QString EnvPrefix = QStringLiteral("env.");

/// The names of a text's templates that may be variables.
QStringList namesIn(const QString& text)
{
    static const QRegularExpression Template(
        QStringLiteral(R"((?<!\\)\{\{\s*([A-Za-z_][-A-Za-z0-9_.]*)\s*\}\})"));
    QStringList names;
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

Error inField(Error error, const std::string& field)
{
    error.where = error.where.empty() ? field : field + ", " + error.where;
    return error;
}

} // namespace

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
    auto done = eachText(saved, [&](const ConnectionText& text, QString& value) -> Result<void> {
        auto expanded = checkSecrets(value, environment, secrets).and_then([&] {
            return message::expanded(value, scope);
        });
        if (!expanded) {
            return tl::unexpected(inField(expanded.error(), text.field));
        }
        value = *std::move(expanded);
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
    for (const auto& [name, value] : secrets) {
        saved.options.secrets.push_back(value.toStdString());
    }
    saved.options.url = std::move(address->url);
    saved.options.resource = std::move(address->resource);
    return std::move(saved.options);
}

} // namespace framescope::collection
