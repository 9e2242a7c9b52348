// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/address_bar.h"
#include "ui/widgets/state_indicator.h"

namespace framescope::ui {

class Document;

/// How the state of a document is shown.
StateLook lookOf(const Document& document);

/// What stands beside it: how long it has been open, or how it ended.
QString noteOf(const Document& document);

/// Of the connection that is there, or being made.
AddressBar::Security securityOf(const Document& document);

} // namespace framescope::ui
