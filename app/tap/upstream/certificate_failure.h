// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/certificate_failure.h"

namespace framescope::tap {

using connection::CertificateFailure;

} // namespace framescope::tap
