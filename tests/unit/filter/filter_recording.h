// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/capture_script.h"

namespace framescope::test {

// Events of every type, in both directions, on two connections; the second never opens.
class FilterRecording
{
public:
    FilterRecording();

    const CaptureScript& script() const { return script_; }
    const timeline::Timeline& timeline() const { return script_.timeline(); }

private:
    CaptureScript script_;
};

} // namespace framescope::test
