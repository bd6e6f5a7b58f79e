namespace AuthMethods.Access;

/// <summary>
/// The Graph permissions that this API uses, each as a bit, so that a token's permissions are parsed once and compared with a few
/// instructions. Other permissions in a token are ignored.
/// </summary>
internal static class GraphPermissions
{
    /// <summary>The kinds of method with their own permissions: <c>UserAuthMethod-{Kind}.Read</c> and so on.</summary>
    public static readonly IReadOnlyList<string> MethodKinds =
    [
        "Email", "External", "HardwareOATH", "MicrosoftAuthApp", "Passkey", "Password", "Phone", "PlatformCred", "QR",
        "SoftwareOATH", "TAP", "WindowsHello",
    ];

    /// <summary>Every permission, in the order of its bit in a <see cref="PermissionSet"/>.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "UserAuthenticationMethod.Read", "UserAuthenticationMethod.Read.All",
        "UserAuthenticationMethod.ReadWrite", "UserAuthenticationMethod.ReadWrite.All",
        .. MethodKinds.SelectMany(k => new[] { ".Read", ".Read.All", ".ReadWrite", ".ReadWrite.All" }, (k, access) => $"UserAuthMethod-{k}{access}"),
        "User.Read", "User.ReadBasic.All", "User.Read.All", "User.ReadWrite", "User.ReadWrite.All",
        "User.RevokeSessions.All", "User.DeleteRestore.All", "User.EnableDisableAccount.All", "User.ManageIdentities.All",
        "User-PasswordProfile.ReadWrite.All", "User-Phone.ReadWrite.All", "User-Mail.ReadWrite.All",
        "Directory.Read.All", "Directory.ReadWrite.All", "Directory.AccessAsUser.All",
        "Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod", "Policy.Read.AuthenticationMethod", "Policy.ReadWrite.ConditionalAccess",
        "GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Group.Create",
        "RoleManagement.Read.Directory", "RoleManagement.Read.All", "RoleManagement.ReadWrite.Directory",
        "Organization.Read.All", "Organization.ReadWrite.All", "Domain.Read.All", "Domain.ReadWrite.All", "LicenseAssignment.Read.All",
        "AuditLog.Read.All", "Reports.Read.All",
        "UserAuthMethod-ResourceKey.Read.All", "UserAuthMethod-ResourceKey.ReadWrite.All",
        "User.Create", "User.ReadUpdate.All", "GroupMember.ReadBasic.All", "Group.ReadBasic.All",
        "Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "AppRegistration.Create",
        "AppRoleAssignment.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All",
        "AdministrativeUnit.Read.All", "AdministrativeUnit.ReadWrite.All", "LicenseAssignment.ReadWrite.All",
        "Policy.ReadWrite.Authorization", "Policy.ReadWrite.AuthenticationFlows", "Policy.ReadWrite.SecurityDefaults",
        "Policy.Read.PermissionGrant", "Device.Read.All", "Member.Read.Hidden",
        "Group.ManageProtection.All", "Group-NestingSupport.ReadWrite.All", "Group-PreferredDataLocation.ReadWrite.All",
        "GroupSettings.Read.All", "GroupSettings.ReadWrite.All",
    ];

    private static readonly Dictionary<string, int> Bits =
        All.Index().ToDictionary(p => p.Item, p => p.Index, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that a user's token can have.</summary>
    public static IEnumerable<string> Delegated => All.Where(p => PublishedPermissions.Find(p)!.IsDelegated);

    /// <summary>Those that an application's token can have.</summary>
    public static IEnumerable<string> Application => All.Where(p => PublishedPermissions.Find(p)!.IsApplication);

    /// <summary>The set of the named permissions; unknown names are ignored.</summary>
    public static PermissionSet Set(IEnumerable<string> names) =>
        names.Aggregate(default(PermissionSet), (set, name) => Bits.TryGetValue(name, out var bit) ? set.With(bit) : set);
}

/// <summary>The permissions one cell of the matrix accepts, the least privileged first.</summary>
internal sealed class Scopes
{
    public Scopes(params string[] names)
    {
        Names = names;
        Set = GraphPermissions.Set(names);
        if (Set.Count != names.Distinct().Count())
        {
            throw new ArgumentException($"Unknown permissions among: {string.Join(", ", names)}", nameof(names));
        }
    }

    public static Scopes None { get; } = new();

    public IReadOnlyList<string> Names { get; }

    public PermissionSet Set { get; }

    /// <summary>What they let a user read of their own account includes other objects, such as groups.</summary>
    public bool ShowsOthers { get; init; }

    /// <summary>The least privileged permission that suffices.</summary>
    public string? Least => Names.Count > 0 ? Names[0] : null;

    public bool Intersects(PermissionSet permissions) => Set.Intersects(permissions);
}

/// <summary>A set of the permissions in <see cref="GraphPermissions.All"/>, one bit each.</summary>
internal readonly record struct PermissionSet(UInt128 Low, UInt128 High)
{
    public int Count => (int)(UInt128.PopCount(Low) + UInt128.PopCount(High));

    public PermissionSet With(int bit) => bit < 128 ? this with { Low = Low | UInt128.One << bit } : this with { High = High | UInt128.One << (bit - 128) };

    public PermissionSet Without(PermissionSet other) => new(Low & ~other.Low, High & ~other.High);

    public bool Intersects(PermissionSet other) => ((Low & other.Low) | (High & other.High)) != UInt128.Zero;
}
