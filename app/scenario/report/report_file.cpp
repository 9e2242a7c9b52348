// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/report/report_file.h"

#include "base/file/replacement_file.h"

namespace framescope::scenario::report {

Result<void> writeReport(const std::string& path, std::string_view text)
{
    auto file = ReplacementFile::create(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return file->write(asBytes(text)).and_then([&] { return file->commit(); });
}

} // namespace framescope::scenario::report
