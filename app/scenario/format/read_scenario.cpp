// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/read_scenario.h"
#include "scenario/format/matrix_rows.h"
