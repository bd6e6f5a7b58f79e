using System.Text.RegularExpressions;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Tests.Repository;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Access;

/// <summary>
/// Each operation served, with a token of one permission, against the permissions that Microsoft publishes for it, transcribed in
/// <c>published-permissions.txt</c>. Where this server differs, it says why.
/// </summary>
public sealed partial class PublishedOperationsTests
{
    /// <summary>Permissions that are allowed here though not published, or refused though published: operations, permissions, why.</summary>
    private static readonly Deviation[] Deviations =
    [
        new(".* /(users|me|directory)(/.*)?", "AgentIdUser\\..*|AgentIdentity.*", false, "for the users and identities of agents, which this directory lacks"),
        new("\\w+ /(users|me)(/.*)?|GET /organization(/.*)?", "DeviceManagement.*", false, "for Intune's resource under the same path"),
        new(".* /(users|directory)(/.*)?", "User.ReadWrite.CrossCloud", false, "for users of another cloud, which this directory lacks"),
        new("POST .*/(get|check)member(groups|objects)", "(Application|Device)\\.Read.*", false, "its page lists them for service principals and devices"),
        new("GET /groups/{id}", "Group-XTenantIdentitySync.Read.All", false, "for properties of cross-tenant synchronization, which groups here lack"),
        new("(POST|PATCH) /groups(/{id})?", "Group-PreferredDataLocation.*", false, "for a property that groups here lack"),
        new("PATCH /groups/{id}", "Group.ManageProtection.All|Group-NestingSupport.*", false, "for properties that can't be set here"),
        new("POST /users", "User.Create", true, "new in July 2026, on its page; the data hides it"),
        new("(GET|PATCH) /(users|me)(/{id}|/\\$count)?", "User.ReadUpdate.All", true, "new in July 2026 to read and update users; the data hides it"),
        new("\\w+ /me/authentication/fido2methods.*", ".*\\.All", true, "a permission over all users includes the caller, as for other kinds of method"),
        new("GET /(users/{id}|me)/authentication/fido2methods/creationoptions.*", "UserAuthenticationMethod.ReadWrite", true,
            "it registers passkeys, and these options are the first step"),
        new("GET /users/{id}/authentication/fido2methods(/\\$count)?", "UserAuth.*\\.All", true,
            "its page names them, and the data has them for a single passkey"),
        new("POST /me/authentication/temporaryaccesspassmethods", "UserAuthenticationMethod.ReadWrite.All", true,
            "an administrator's permission and role include the caller, as in every other operation"),
        new("POST /(users/{id}|me)/authentication/externalauthenticationmethods", "UserAuth.*", false, "its page excludes the caller's own account",
            Token.Delegated),
        new("POST /me/authentication/(password)?methods/{id}/resetpassword", "UserAuth.*", false, "its page excludes the caller's own account"),
        new("POST /users/{id}/authentication/passwordmethods/{id}/resetpassword", "UserAuthMethod-Password.ReadWrite.All", false,
            "it is methods/{id}/resetPassword under another path, for which the data doesn't list it"),
        new("POST /(users/{id}|me)/changepassword", "Directory.AccessAsUser.All", true, "its page named it for years, and programs request it"),
        new("PUT /users/{id}/authentication/phonemethods/{id}", "UserAuth.*", true, "its page names them, and programs call it; as for PATCH",
            Token.Application),
        new("GET /users/{id}/authentication/operations/{id}", "UserAuthenticationMethod.*", true, "its page names them", Token.Application),
        new("GET /organization/{id}", "User.Read|Directory.*|Organization.*", true, "its page names them, as the list does"),
        new("(POST|DELETE) /serviceprincipals/{id}/approleassign.*", "Application\\..*|Directory\\.Read\\.All", false,
            "the page asks for it together with AppRoleAssignment.ReadWrite.All; alone it would let the caller grant any permission"),
        new("POST /(applications|serviceprincipals)/{id}/owners/\\$ref", "Directory.Read.All", false, "the page asks for it together with one that writes"),
        new("PATCH /policies/identitysecuritydefaultsenforcementpolicy", "Policy.Read.All", false,
            "required together with Policy.ReadWrite.SecurityDefaults"),
        new("POST /(directory/)?administrativeunits/{id}/members/\\$ref", "Directory.*|Group.*", false, "for creating a group in a unit, or together with another"),
        new("GET /(users/{id}|me)/authentication/resourceaccountkeyauthenticationmethods(/\\$count)?", "UserAuthenticationMethod.ReadWrite.All", true,
            "it lists a single one, and every other kind of method, too"),
        new("GET /(users/{id}|me)/oauth2permissiongrants(/\\$count)?", "Directory.ReadWrite.All", true, "it lists all grants"),
        new("GET /subscribedskus/{id}", "Organization.ReadWrite.All", true, "the data lists it for applications, and for the list", Token.Delegated),
    ];

    /// <summary>Operations whose data marks another permission as the least privileged one than the first that works here.</summary>
    private static readonly (string Operation, string Reason)[] OtherLeast =
    [
        ("POST /users", "User.Create is newer than the data"),
        ("PATCH /(users/{id}|me)", "User.ReadUpdate.All is newer than the data"),
        ("GET /groups/{id}", "it marks the one permission for disableNesting only"),
        ("PUT /users/{id}/authentication/qrcodepinmethod", "it marks the permission over every kind of method for applications"),
    ];

    /// <summary>Operations that the published data lacks.</summary>
    private static readonly (string Operation, string Reason)[] Unpublished =
    [
        ("GET /(users/{id}|me)/authentication", "a container without values of its own on v1.0; as for its methods"),
        ("\\w+ /(users/{id}|me)/authentication/signinpreferences", "beta pages only"),
        ("GET /(users/{id}|me)/authentication/operations(/\\$count)?", "no page; as for a single operation"),
        ("POST /(users/{id}|me)/authentication/hardwareoathmethods/{id}/deactivate", "beta page only; as for activate"),
        ("PUT /(users/{id}|me)/authentication/hardwareoathmethods/{id}/device/assignto/\\$ref", "beta page only"),
        ("\\w+ /directory/authenticationmethoddevices/hardwareoathdevices(/{id}(/assignto)?|/\\$count)?", "beta pages only"),
        ("\\w+ /directory/deleteditems/.*", "its page has a table for each kind of object"),
        ("GET /identity/conditionalaccess/authenticationstrengths?", "no page; as for its policies"),
        ("POST (/policies)?/authenticationmethodspolicy/authenticationmethodconfigurations", "no page but for external methods; as for an update"),
        ("GET /reports/authenticationmethods(/user(passwordresetsandchanges|events|mfasignin|signinsbyauthmethod)summary|/userregistrationactivity)?(/\\$count)?",
            "beta pages only"),
        ("POST /groups/{id}/members/\\$ref", "its page has a table for each kind of member; as for removing one"),
    ];

    /// <summary>Operations for which the data lists another one of the same meaning. Each is applied only if there is no row yet.</summary>
    private static readonly (string From, string To)[] Same =
    [
        ("/microsoft\\.graph\\.\\w+(?=/|$)", ""),
        ("/\\$(count|ref)$", ""),
        ("(?<=\\(.*)\\{id\\}", "{value}"),
        ("\\(.*\\)$", ""),
        ("^PUT (.*/emailmethods)", "PATCH $1"),
        ("^POST (.*/updatepin)$", "PATCH $1"),
        (" /(users|groups)/getbyids", " /directoryobjects/getbyids"),
        ("/resourceaccountkeyauthenticationmethods", "/resourcekeyauthenticationmethods"),
        (" /authenticationmethodspolicy", " /policies/authenticationmethodspolicy"),
        (" /authenticationmethodconfigurations", " /policies/authenticationmethodspolicy/authenticationmethodconfigurations"),
        ("GET /policies/authenticationmethodspolicy/authenticationmethodconfigurations$", "GET /policies/authenticationmethodspolicy"),
        (" /identity/conditionalaccess/authenticationstrengths(?=/|$)", " /identity/conditionalaccess/authenticationstrength"),
        (" /policies/authenticationstrengthpolicies", " /identity/conditionalaccess/authenticationstrength/policies"),
        (" /identity/conditionalaccess/authenticationstrengths?/policies", " /policies/authenticationstrengthpolicies"),
        (" /me(?=/|$)", " /users/{id}"),
        ("/(findbymethodmode|device)$", ""),
        ("(/licensedetails|/policies/authorizationpolicy)/\\{id\\}$", "$1"),
        ("^(GET .*/approleassignments)/\\{id\\}$", "$1"),
        ("/getcredentialusagesummary$", "/getcredentialusagesummary(period={value})"),
    ];

    private static readonly Dictionary<string, Published> Rows = Read();
    private static readonly string[] Names = [.. GraphPermissions.All.Union(Rows.Values.SelectMany(r => r.Delegated.Union(r.Application)))];
    private static readonly Dictionary<string, Caller> Users = Names.ToDictionary(p => p, p => Someone.User(DirectoryRoles.GlobalAdministrator, [p]));
    private static readonly Dictionary<string, Caller> Applications = Names.ToDictionary(p => p, p => Someone.Application([p]));

    [Fact]
    public async Task Operations_AllowThePermissionsThatArePublishedForThem()
    {
        var differences = await DifferencesAsync();

        var unexplained = differences.Where(d => !Deviations.Any(known => known.Explains(d))).Select(d => d.ToString()).ToArray();
        Assert.True(unexplained.Length == 0, $"not as published:\n{string.Join('\n', unexplained)}");
    }

    [Fact]
    public async Task Deviations_StillExist()
    {
        var differences = await DifferencesAsync();

        Assert.All(Deviations, known => Assert.Contains(differences, known.Explains));
    }

    [Fact]
    public async Task Operations_ArePublishedOrListed()
    {
        var served = (await ServedAsync()).Where(o => o.Published is null).Select(o => o.Name).ToArray();

        var unlisted = served.Where(o => !Unpublished.Any(known => Matches(known.Operation, o))).ToArray();
        Assert.True(unlisted.Length == 0, $"neither published nor listed:\n{string.Join('\n', unlisted)}");
        Assert.All(Unpublished, known => Assert.Contains(served, o => Matches(known.Operation, o)));
    }

    [Fact]
    public async Task TheFirstPermissionOfARow_IsTheLeastPrivilegedOne()
    {
        var wrong = from operation in await ServedAsync()
                    where operation.Published is not null
                    let row = Someone.Matrix.Of(operation.Permission)
                    let least = operation.Published!.Least
                    where !IsLeast(least.Delegated, row.OwnAccount, row.Others)
                        || (!operation.IsMe && !IsLeast(least.Application, row.Application))
                    select operation.Name;

        Assert.Equal("", string.Join('\n', wrong.Where(o => !OtherLeast.Any(known => Matches(known.Operation, o)))));
        Assert.All(OtherLeast, known => Assert.Contains(wrong, o => Matches(known.Operation, o)));

        static bool IsLeast(IReadOnlySet<string> least, params Scopes[] accepted) =>
            !accepted.Any(a => a.Names.Any(least.Contains)) || accepted.Any(a => a.Least is { } first && least.Contains(first));
    }

    private static async Task<IReadOnlyList<Difference>> DifferencesAsync()
    {
        var differences = new List<Difference>();
        foreach (var operation in await ServedAsync())
        {
            if (operation.Published is not { } published) continue;
            var (name, permission) = (operation.Name, operation.Permission);
            foreach (var p in Names)
            {
                var isDelegated = operation.IsMe ? Someone.AsksBeforeTarget(Users[p], permission, isSelf: true) : Someone.AsksToken(Users[p], permission);
                if (isDelegated != published.Delegated.Contains(p)) differences.Add(new(name, Token.Delegated, p, isDelegated));
                if (operation.IsMe) continue;
                var isApplication = Someone.AsksToken(Applications[p], permission);
                if (isApplication != published.Application.Contains(p)) differences.Add(new(name, Token.Application, p, isApplication));
            }
        }

        return differences;
    }

    private static async Task<IReadOnlyList<Operation>> ServedAsync()
    {
        var server = (await SharedServer.TenantAsync()).Server;
        return
        [
            .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
               let requires = endpoint.Metadata.GetMetadata<RequiresAttribute>()
               let path = Version().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "")
               where requires is not null && !path.StartsWith(Routes.Own, StringComparison.Ordinal)
               from verb in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
               let name = $"{verb} {Parameter().Replace(path, "{id}").ToLowerInvariant()}"
               group requires.Permission by name into same
               orderby same.Key
               select new Operation(same.Key, same.Distinct().Single(), PublishedFor(same.Key)),
        ];
    }

    /// <summary>For a user in the route, the permissions for oneself too: the user may be the caller.</summary>
    private static Published? PublishedFor(string operation)
    {
        var own = operation.Contains(" /users/{id}", StringComparison.Ordinal) ? Row(operation.Replace(" /users/{id}", " /me", StringComparison.Ordinal)) : null;
        return Row(operation) is { } row ? row.With(own) : own;
    }

    private static Published? Row(string operation)
    {
        foreach (var (from, to) in Same)
        {
            if (Rows.ContainsKey(operation)) break;
            operation = Regex.Replace(operation, from, to);
        }

        return Rows.GetValueOrDefault(operation);
    }

    private static Dictionary<string, Published> Read()
    {
        var rows = new Dictionary<string, Published>();
        HashSet<string> delegated = [], application = [];
        foreach (var line in RepositoryFiles.Text("tests/AuthMethods.Tests/Access/published-permissions.txt").Split('\n'))
        {
            string[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            if (line.StartsWith("delegated", StringComparison.Ordinal)) delegated = [.. words[1..]];
            else if (line.StartsWith("application", StringComparison.Ordinal)) application = [.. words[1..]];
            else if (line.StartsWith("  ", StringComparison.Ordinal)) rows.Add(line.Trim(), new(delegated, application));
        }

        return rows;
    }

    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, $"^({pattern})$");

    [GeneratedRegex("^(\\{version:graph\\}|v1\\.0|beta)")]
    private static partial Regex Version();

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Parameter();

    private enum Token
    {
        Delegated,
        Application,
    }

    /// <param name="Published">Null if the data lacks the operation.</param>
    private sealed record Operation(string Name, string Permission, Published? Published)
    {
        public bool IsMe => Name.Contains(" /me", StringComparison.Ordinal);
    }

    private sealed record Difference(string Operation, Token Token, string Permission, bool IsAllowed)
    {
        public override string ToString() => $"{Operation}: {Permission} ({Token}) is {(IsAllowed ? "allowed" : "refused")}";
    }

    /// <summary>Operations and permissions are regular expressions.</summary>
    private sealed record Deviation(string Operations, string Permissions, bool IsAllowed, string Reason, Token? Token = null)
    {
        public bool Explains(Difference difference) =>
            IsAllowed == difference.IsAllowed
            && (Token ?? difference.Token) == difference.Token
            && Matches(Operations, difference.Operation)
            && Matches(Permissions, difference.Permission);
    }

    private sealed class Published(IReadOnlySet<string> delegated, IReadOnlySet<string> application)
    {
        private readonly IReadOnlySet<string> _delegated = delegated, _application = application;

        public IReadOnlySet<string> Delegated { get; } = delegated.Select(p => p.TrimStart('*')).ToHashSet();

        public IReadOnlySet<string> Application { get; } = application.Select(p => p.TrimStart('*')).ToHashSet();

        public (IReadOnlySet<string> Delegated, IReadOnlySet<string> Application) Least => (Starred(_delegated), Starred(_application));

        public Published With(Published? own) => own is null ? this : new(_delegated.Union(own._delegated).ToHashSet(), _application);

        private static HashSet<string> Starred(IEnumerable<string> names) => [.. names.Where(p => p[0] == '*').Select(p => p[1..])];
    }
}
