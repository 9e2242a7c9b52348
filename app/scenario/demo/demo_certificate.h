// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

namespace framescope::scenario {

/// A self-signed certificate and its private key, both PEM.
struct DemoCertificate
{
    QByteArray certificate;
    QByteArray key;
};

/// Makes a new key (P-256) and a certificate for localhost, 127.0.0.1 and ::1 that is valid from
/// an hour ago for a year.
Result<DemoCertificate> makeDemoCertificate();

} // namespace framescope::scenario
