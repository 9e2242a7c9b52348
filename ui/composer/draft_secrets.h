// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"
#include "message/draft.h"

#include <QStringList>

namespace framescope::ui {

/// The secrets that the templates of a draft may use. Their values are sent and not shown.
class DraftSecrets
{
public:
    DraftSecrets() = default;
    DraftSecrets(const collection::Environment& environment, const collection::SecretValues& known);

    /// The names of the secrets that the draft uses.
    QStringList usedIn(const message::Draft& draft) const;
    /// Those of which no value is known.
    QStringList unknownIn(const message::Draft& draft) const;
    /// The scope with dots in place of the values.
    message::TemplateScope hidden(message::TemplateScope scope) const;
    /// The names of all secrets of the environment, known or not, and of the other known ones.
    QStringList names() const;

private:
    collection::Environment environment_;
    collection::SecretValues known_;
};

} // namespace framescope::ui
