// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/scenario.h"

namespace framescope::scenario {

/// Lists of values by the names of their variables; `csv` names a file of rows.
Matrix readMatrix(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeMatrix(const Matrix& matrix);

} // namespace framescope::scenario
