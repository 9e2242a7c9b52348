// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace framescope::scenario {

/// A certificate, with those that it was issued by, and its private key; both PEM.
struct Certificate
{
    std::string certificate;
    std::string key;
};

/// Makes a new key (P-256) and a certificate for localhost, 127.0.0.1 and ::1 that is valid from
/// an hour ago for a year.
Result<Certificate> makeCertificate();

} // namespace framescope::scenario
