using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuthMethods.Tenants;

/// <summary>
/// What of a tenant an export contains: the tables of its directory, by their names, without secrets and without what is computed from other
/// columns. A new table or column is part of it unless a rule here leaves it out.
/// </summary>
internal static class ExportedTables
{
    /// <summary>The version of the document.</summary>
    public const int Version = 1;

    public const string Kind = "kind";
    public const string Password = "password";
    public const string PasswordHash = "PasswordHash";
    public const string EncryptedSecret = "EncryptedSecret";

    // Instead of the tenant's id and that of its service principal of Microsoft Graph, which is derived from it.
    public const string TenantId = "ffffffff-ffff-ffff-ffff-fffffffffff1";
    public const string GraphId = "ffffffff-ffff-ffff-ffff-fffffffffff2";

    // Logs, counts, keys of the server, what belongs to the control plane, and secrets.
    private static readonly Type[] Others =
    [
        typeof(TenantRow), typeof(AuditRow), typeof(SignInRow), typeof(OperationRow), typeof(ObjectChangeRow), typeof(UserCountRow), typeof(EncryptionKeyRow),
        typeof(SigningKeyRow), typeof(TenantClockRow), typeof(TenantSnapshotRow), typeof(ApplicationCredentialRow),
    ];

    public static readonly JsonSerializerOptions Values = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    public static IEntityType TenantIn(AuthDb db) => db.Model.FindEntityType(typeof(TenantRow))!;

    /// <summary>The sections of the document with the rows that they have, in order.</summary>
    public static IReadOnlyList<(string Section, IEntityType Entity)> In(AuthDb db) =>
        [.. db.Model.GetEntityTypes().Where(e => e.BaseType is null && !Others.Contains(e.ClrType) && !IsPending(e) && !IsNothingWithoutSecret(e))
            .Select(e => (JsonNamingPolicy.CamelCase.ConvertName(e.GetTableName()!), e)).OrderBy(s => s.Item1, StringComparer.Ordinal)];

    /// <summary>The properties of a row in an export, by name.</summary>
    public static IReadOnlyList<IProperty> PropertiesOf(IEntityType entity) =>
        [.. entity.GetProperties().Where(p => IsExported(p) && !IsSecret(p)).OrderBy(NameOf, StringComparer.Ordinal)];

    /// <summary>The properties that an import must fill although no export has them.</summary>
    public static IEnumerable<IProperty> SecretsOf(IEntityType entity) => entity.GetProperties().Where(p => IsSecret(p) && !p.IsNullable);

    public static IEnumerable<IProperty> AllSecretsOf(IEntityType entity) => entity.GetProperties().Where(IsSecret);

    public static string NameOf(IProperty property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>Challenges, codes and the like.</summary>
    private static bool IsPending(IEntityType entity) => entity.FindProperty("ExpiresDateTime") is not null;

    private static bool IsNothingWithoutSecret(IEntityType entity) =>
        entity.ClrType != typeof(AuthenticationMethodRow) && SecretsOf(entity).Any(p => p.Name != EncryptedSecret);

    private static bool IsExported(IProperty property)
    {
        var isComputed = property.DeclaringType.ClrType == typeof(UserRow)
            && property.Name is nameof(UserRow.Roles) or nameof(UserRow.ScopedRoles) or nameof(UserRow.UserPrincipalNameKey);
        return property.PropertyInfo?.SetMethod?.IsPublic == true && !isComputed
            && property.Name is not (nameof(TenantOwned.TenantId) or nameof(TenantRow.PolicyStamp) or nameof(LicenseCountRow.Consumed))
            && !(property.Name == nameof(UserRow.Version) && property.ClrType == typeof(Guid));
    }

    /// <summary>By its name, so that the secret of a new kind isn't exported by oversight.</summary>
    private static bool IsSecret(IProperty property) => property.Name.EndsWith("Hash", StringComparison.Ordinal)
        || property.Name.StartsWith("Encrypted", StringComparison.Ordinal) || property.Name is "Hint" or "PassTag";
}
