# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_EXPORTING
    exporting/export_dialog.cpp exporting/export_dialog.h
    exporting/export_job.cpp exporting/export_job.h
    exporting/export_request.cpp exporting/export_request.h)
