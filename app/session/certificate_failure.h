// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/upstream/certificate_failure.h"

namespace framescope::session {

using tap::CertificateFailure;

} // namespace framescope::session
