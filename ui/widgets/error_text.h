// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

namespace framescope::ui {

/// With a capital and a full stop. A name at the start, of a host or a file for instance, stays
/// as it is: `names` are those that are known, anything with a dot, a slash or a digit is one.
QString sentence(const QString& text, const QStringList& names = {});

/// What, where and what to do: "/home/me/a.pcapng: the file is damaged. Open another one."
QString errorText(const Error& error);

} // namespace framescope::ui
