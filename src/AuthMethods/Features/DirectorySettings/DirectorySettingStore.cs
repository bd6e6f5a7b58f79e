using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.DirectorySettings;

internal sealed class DirectorySettingStore(TenantDocuments documents)
{
    private static readonly AuditActivity Created = new("Create company settings", "Add", AuditActivity.CoreDirectory, AuditActivity.DirectoryManagement)
    {
        TargetType = "Company"
    };

    private static readonly AuditActivity Updated = new("Update company settings", "Update", AuditActivity.CoreDirectory, AuditActivity.DirectoryManagement)
    {
        TargetType = "Company"
    };

    private static readonly AuditActivity Deleted = new("Delete company settings", "Delete", AuditActivity.CoreDirectory, AuditActivity.DirectoryManagement)
    {
        TargetType = "Company"
    };

    /// <summary>Null if the tenant has none, and the template's defaults apply.</summary>
    public Task<DirectorySetting?> FindAsync() => documents.FindAsync<DirectorySetting>(LockoutRules.Document);

    public async Task<DirectorySetting?> FindAsync(string id) => await FindAsync() is { } found && Is(found, id) ? found : null;

    public Task<Outcome> AddAsync(DirectorySetting setting) =>
        ChangeAsync(current => current is null ? setting : GraphErrors.ConflictingObject(), Created);

    /// <param name="id">The setting's id.</param>
    /// <param name="edit">Returns the changed setting.</param>
    public Task<Outcome> UpdateAsync(string id, Func<DirectorySetting, DirectorySetting> edit) =>
        ChangeAsync(current => current is not null && Is(current, id) ? edit(current) : GraphErrors.ResourceNotFound(id), Updated);

    public Task<Outcome> DeleteAsync(string id) =>
        ChangeAsync(current => current is not null && Is(current, id) ? (DirectorySetting?)null : GraphErrors.ResourceNotFound(id), Deleted);

    private Task<Outcome> ChangeAsync(Func<DirectorySetting?, Outcome<DirectorySetting?>> edit, AuditActivity activity) =>
        documents.ChangeAsync(LockoutRules.Document, edit, (change, _) =>
        {
            change.Record(activity, change.TenantId, DirectorySettingTemplate.PasswordRules.DisplayName!);
            return Task.CompletedTask;
        });

    private static bool Is(DirectorySetting setting, string id) => setting.Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}
