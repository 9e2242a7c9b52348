// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/draft_secrets.h"

namespace framescope::ui {

DraftSecrets::DraftSecrets(const collection::Environment& environment,
                           const collection::SecretValues& known)
    : environment_(environment), known_(known)
{
}

QStringList DraftSecrets::usedIn(const message::Draft& draft) const
{
    return collection::secretsOf(message::textsOf(draft), environment_);
}

QStringList DraftSecrets::unknownIn(const message::Draft& draft) const
{
    QStringList unknown = usedIn(draft);
    unknown.removeIf([this](const QString& name) { return known_.contains(name); });
    return unknown;
}

message::TemplateScope DraftSecrets::hidden(message::TemplateScope scope) const
{
    constexpr qsizetype Dots = 8; // not as many as the value has characters
    for (const auto& [name, value] : known_) {
        scope.variables[name] = QString(Dots, QChar(0x2022));
    }
    return scope;
}

QStringList DraftSecrets::names() const
{
    QStringList names;
    for (const collection::Variable& variable : environment_.variables) {
        if (variable.secret) {
            names += variable.name;
        }
    }
    for (const auto& [name, value] : known_) {
        names += name;
    }
    names.removeDuplicates();
    return names;
}

} // namespace framescope::ui
