// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QStringView>

namespace framescope::message {

/// JSON in an encoding that has its values. Members keep their order, integers and numbers with a
/// fraction take as few bytes as hold them. Errors, with the position: text that is not JSON, an
/// integer of more than 64 bits, a number beyond a double, a key that an object has twice, half a
/// surrogate pair, more than 500 levels.
Result<QByteArray> messagePackFrom(QStringView json);
Result<QByteArray> cborFrom(QStringView json);

} // namespace framescope::message
