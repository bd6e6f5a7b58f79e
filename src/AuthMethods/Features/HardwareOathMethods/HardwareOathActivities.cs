using AuthMethods.Storage;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>What the audit log calls changes of hardware OATH tokens.</summary>
internal static class HardwareOathActivities
{
    public static readonly AuditActivity Create =
        new("Create Hardware Oath Token", "Add", Category: AuditActivity.ApplicationManagement) { TargetType = "Device" };
    public static readonly AuditActivity Update =
        new("Update Hardware Oath Token", "Update", Category: AuditActivity.ApplicationManagement) { TargetType = "Device" };
    public static readonly AuditActivity Delete =
        new("Delete Hardware Oath Token", "Delete", Category: AuditActivity.ApplicationManagement) { TargetType = "Device" };
    public static readonly AuditActivity Assign = new("Assign Hardware Oath Token", "Assign", Category: AuditActivity.ApplicationManagement);
    public static readonly AuditActivity BulkUpload =
        new("Bulk upload Hardware Oath Token", "Add", Category: AuditActivity.ApplicationManagement) { TargetType = "Other" };
}
