using System.Text.Json;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuthMethods.Tenants;

/// <summary>The rows of an export, checked by the model before any of them is stored.</summary>
internal sealed class ImportedTenant
{
    private readonly List<object> _rows = [];
    private readonly HashSet<object> _withSecret = [];
    private readonly Guid _tenant;
    private readonly Func<IProperty, string?, string> _secret;

    private ImportedTenant(Guid tenant, Func<IProperty, string?, string> secret) => (_tenant, _secret) = (tenant, secret);

    public TenantRow Tenant { get; private set; } = null!;

    public string DefaultDomain => Of<DomainRow>().Single(d => d.IsDefault).Name;

    public IReadOnlyList<object> Rows => _rows;

    public IEnumerable<T> Of<T>() => _rows.OfType<T>();

    /// <summary>Whether the document gives the secret of a row.</summary>
    public bool HasSecret(object row) => _withSecret.Contains(row);

    /// <param name="db">Any context, for its model.</param>
    /// <param name="tenant">The tenant that the rows will belong to.</param>
    /// <param name="json">The document; a domain that replaces its default one has been replaced.</param>
    /// <param name="secret">A secret that the export lacks, for a property and the password that the document gives.</param>
    /// <param name="now">When objects without a time are created.</param>
    public static ImportedTenant Read(AuthDb db, Guid tenant, JsonElement json, Func<IProperty, string?, string> secret, DateTimeOffset now)
    {
        if (json.ValueKind != JsonValueKind.Object) throw TenantErrors.NoExport("it is not a JSON object");
        var sections = ExportedTables.In(db);
        string[] names = [.. sections.Select(s => s.Section), "version", "tenant", "testPassword"];
        if (json.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw TenantErrors.NoExport($"it has an unknown section '{unknown}'");
        }

        if (!json.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number) || number is < 1 or > ExportedTables.Version)
        {
            throw TenantErrors.NoExport($"its version must be a number up to {ExportedTables.Version}");
        }

        var password = json.TryGetProperty("testPassword", out var sent) ? TextOf(sent, "testPassword") : null;
        var row = json.TryGetProperty("tenant", out var own) ? own : throw TenantErrors.NoExport("it has no tenant");
        var imported = new ImportedTenant(tenant, secret);
        imported.Tenant = (TenantRow)imported.ReadRow(ExportedTables.TenantIn(db), row, "tenant", password, now);
        (imported.Tenant.Id, imported.Tenant.PolicyStamp) = (tenant, Guid.NewGuid());
        foreach (var (section, entity) in sections)
        {
            if (json.TryGetProperty(section, out var rows)) imported.ReadSection(entity, rows, section, password, now);
        }

        imported.Check();
        return imported;
    }

    private void ReadSection(IEntityType entity, JsonElement rows, string section, string? password, DateTimeOffset now)
    {
        if (rows.ValueKind != JsonValueKind.Array) throw TenantErrors.NoExport($"{section} is not an array");
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var i = 0;
        foreach (var json in rows.EnumerateArray())
        {
            var place = $"{section}[{i++}]";
            var row = ReadRow(TypeOf(entity, json, place), json, place, password, now);
            var key = entity.FindPrimaryKey()!.Properties.Select(p => $"{p.PropertyInfo!.GetValue(row)}");
            if (!keys.Add(string.Join('\n', key))) throw TenantErrors.NoExport($"{place} has the key of an earlier one");
            _rows.Add(row);
        }
    }

    private static IEntityType TypeOf(IEntityType entity, JsonElement json, string place)
    {
        if (!entity.ClrType.IsAbstract) return entity;
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(ExportedTables.Kind, out var kind) && kind.ValueKind == JsonValueKind.String
            && entity.GetDerivedTypes().FirstOrDefault(d => (string)d.GetDiscriminatorValue()! == kind.GetString()) is { } type) return type;
        throw TenantErrors.NoExport($"{place} has no known kind");
    }

    private object ReadRow(IEntityType entity, JsonElement json, string place, string? password, DateTimeOffset now)
    {
        if (json.ValueKind != JsonValueKind.Object) throw TenantErrors.NoExport($"{place} is not an object");
        var row = Activator.CreateInstance(entity.ClrType, nonPublic: true)!;
        var properties = ExportedTables.PropertiesOf(entity).ToDictionary(ExportedTables.NameOf);
        var secrets = ExportedTables.SecretsOf(entity).ToArray();
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == ExportedTables.Kind && entity.BaseType is not null) continue;
            if (member.Name == ExportedTables.Password && secrets.Any(s => s.Name == ExportedTables.PasswordHash))
            {
                password = TextOf(member.Value, $"{place}.{member.Name}");
                continue;
            }

            if (!properties.Remove(member.Name, out var property)) throw TenantErrors.NoExport($"{place} has an unknown property '{member.Name}'");
            property.PropertyInfo!.SetValue(row, ValueOf(property, member.Value, $"{place}.{member.Name}"));
        }

        foreach (var missing in properties.Values)
        {
            if (missing.IsKey() && missing.ClrType == typeof(Guid) && row is not TenantRow)
            {
                throw TenantErrors.NoExport($"{place}.{ExportedTables.NameOf(missing)} is missing");
            }

            if (missing.Name == nameof(UserRow.CreatedDateTime) && missing.PropertyInfo!.GetValue(row) is DateTimeOffset { Ticks: 0 })
            {
                missing.PropertyInfo.SetValue(row, now);
            }
            else if (!missing.IsNullable && missing.PropertyInfo!.GetValue(row) is null)
            {
                throw TenantErrors.NoExport($"{place}.{ExportedTables.NameOf(missing)} is missing");
            }
        }

        foreach (var secret in secrets) secret.PropertyInfo!.SetValue(row, _secret(secret, password));
        if (password is not null && secrets.Any(s => s.Name == ExportedTables.PasswordHash)) _withSecret.Add(row);
        if (row is TenantOwned owned) owned.TenantId = _tenant;
        if (row is UserRow user) user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
        return row;
    }

    private static object? ValueOf(IProperty property, JsonElement json, string place)
    {
        try
        {
            var value = json.Deserialize(property.ClrType, ExportedTables.Values);
            var isRight = value switch
            {
                null => property.IsNullable,
                string text => !text.Contains('\0', StringComparison.Ordinal) && !(property.GetMaxLength() is > 0 and var max && text.Length > max)
                    && (!IsJson(property) || IsObjectOrArray(text)),
                string[] texts => texts.All(t => t?.Contains('\0', StringComparison.Ordinal) == false),
                DateTimeOffset instant => instant.Year is > 1 and < 9999 || instant == default,
                _ => true,
            };
            return isRight ? value is DateTimeOffset time ? time.ToUniversalTime() : value : throw TenantErrors.NoExport($"{place} is not valid");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            throw TenantErrors.NoExport($"{place} is not valid");
        }
    }

    // Texts that other code parses.
    private static bool IsJson(IProperty property) => property.Name is "Settings" or "Json" or "PolicySettings" or "Device" or "RolePermissions";

    private static bool IsObjectOrArray(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
    }

    private static string TextOf(JsonElement json, string place) =>
        json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 and <= 256 } text
            ? text
            : throw TenantErrors.NoExport($"{place} is not valid");

    /// <summary>What no key of the tables says.</summary>
    private void Check()
    {
        var domains = Of<DomainRow>().ToArray();
        if (domains.Count(d => d.IsDefault) != 1) throw TenantErrors.NoExport("it must have exactly one default domain");
        if (domains.Any(d => !Domains.IsDomain(d.Name) || d.Name.Any(char.IsUpper))) throw TenantErrors.NotADomain();
        var (users, groups) = (Of<UserRow>().Select(u => u.Id).ToHashSet(), Of<GroupRow>().Select(g => g.Id).ToHashSet());
        if (Of<UserRow>().Any(u => u.UserPrincipalName.Length > 256 - 32 || UserKey.Parse(u.UserPrincipalName)?.Name is null))
        {
            throw TenantErrors.NoExport("a user has no valid userPrincipalName");
        }

        if (Of<AuthenticationMethodRow>().Any(m => !users.Contains(m.UserId)) || Of<UserIdentityRow>().Any(i => !users.Contains(i.UserId)))
        {
            throw TenantErrors.NoExport("a method or an identity belongs to no user of it");
        }

        if (Of<GroupMemberRow>().Any(m => !groups.Contains(m.GroupId))) throw TenantErrors.NoExport("a member belongs to no group of it");
        if (Of<TenantDocumentRow>().Any(d => d.Name == TenantDocumentRow.KeyOfHashes)) throw TenantErrors.NoExport("it has a key");
    }
}
