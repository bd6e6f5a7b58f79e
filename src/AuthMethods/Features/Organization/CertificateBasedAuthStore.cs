using System.Globalization;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.Organization;

internal sealed class CertificateBasedAuthStore(TenantDocuments documents)
{
    private const string Name = "certificateBasedAuthConfiguration";

    /// <summary>Null if the tenant has none.</summary>
    public Task<CertificateBasedAuthConfiguration?> FindAsync() => documents.FindAsync<CertificateBasedAuthConfiguration>(Name);

    public Task<Outcome> AddAsync(CertificateBasedAuthConfiguration configuration) => documents.ChangeAsync<CertificateBasedAuthConfiguration>(
        Name, current => current is null ? configuration : GraphErrors.ConflictingObject(), RecordAsync);

    public Task<Outcome> DeleteAsync() => documents.ChangeAsync<CertificateBasedAuthConfiguration>(
        Name,
        current => current is null ? GraphErrors.ResourceNotFound(CertificateBasedAuthConfiguration.FixedId) : (CertificateBasedAuthConfiguration?)null,
        RecordAsync);

    private static Task RecordAsync(Change change, CertificateBasedAuthConfiguration? configuration)
    {
        change.Record(
            AuditActivity.SetCompanyInformation, change.TenantId, Name,
            changes: [new("TrustedCertificateAuthorities", null, configuration?.CertificateAuthorities.Count.ToString(CultureInfo.InvariantCulture))]);
        return Task.CompletedTask;
    }
}
