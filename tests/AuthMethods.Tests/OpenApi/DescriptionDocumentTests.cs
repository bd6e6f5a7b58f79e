using System.Reflection;
using System.Text.RegularExpressions;
using AuthMethods.Access;
using AuthMethods.Features.Batch;
using AuthMethods.Features.Registrations;
using AuthMethods.Features.Sessions;
using AuthMethods.Storage;
using AuthMethods.Tests.Access;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace AuthMethods.Tests.OpenApi;

public sealed partial class DescriptionDocumentTests
{
    private static readonly DirectoryRole[] NamedRoles = [.. DirectoryRole.All.Where(r => r.Flag != DirectoryRoles.Other)];

    public static TheoryData<string> Versions => ["v1.0", "beta", "authmethods"];

    [Theory, MemberData(nameof(Versions))]
    public async Task Document_IsValidOpenApi(string version)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(await Described.JsonAsync(version)));

        var (document, diagnostic) = await OpenApiDocument.LoadAsync(stream, "json");

        Assert.Empty(diagnostic!.Errors.Select(e => e.ToString()));
        Assert.Empty(diagnostic.Warnings.Select(w => w.ToString()));
        Assert.Empty(document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(e => e.ToString()));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Document_HasEveryRouteOfItsVersionAndNothingElse(string version)
    {
        var routes = (await RoutesAsync(version)).Select(r => r.Route);

        var described = (await Described.OperationsAsync(version)).Select(o => o.Route);

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Operations_SayWhatTheyAre(string version)
    {
        var operations = await Described.OperationsAsync(version);

        Assert.All(operations, o =>
        {
            Assert.False(string.IsNullOrWhiteSpace(o.Operation.Summary));
            Assert.NotNull(Assert.Single(o.Operation.Tags!).Target?.Description);
            Assert.StartsWith(
                version == "authmethods" ? "https://learn.microsoft.com/" : "https://learn.microsoft.com/graph/",
                o.Operation.ExternalDocs?.Url?.ToString(),
                StringComparison.Ordinal);
            Assert.Contains(o.Operation.Responses!, r => r.Key[0] == '2');
        });
        Assert.Equal(operations.Count, operations.Select(o => o.Operation.OperationId).Distinct().Count());
        Assert.Contains(operations, o => o.Operation.OperationId == (version == "authmethods" ? "users.ListAppPasswords" : "users.ListPhoneMethods"));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Operations_SayWhoMayCallThem(string version)
    {
        var permissions = (await RoutesAsync(version)).Where(r => r.Action.MethodInfo.IsDefined(typeof(RequiresAttribute)))
            .ToDictionary(r => r.Route, r => r.Action.MethodInfo.GetCustomAttribute<RequiresAttribute>()!.Permission);

        Assert.All((await Described.OperationsAsync(version)).Where(o => o.Operation.OperationId != "batch" && !IsForTheOperator(o)), o =>
        {
            var permission = permissions[o.Route];
            var lines = o.Operation.Description!.Split('\n');
            var others = Names(Line("| Delegated, other users | "));
            var (own, likeOthers) = Line("| Delegated, own account | ") is var text && text.Contains("As for other users", StringComparison.Ordinal)
                ? ([], others)
                : (Names(text.Split("; as for other users: ")[0]), Names(text.Split("; as for other users: ").ElementAtOrDefault(1) ?? ""));
            var roles = Line("**Roles** for other users, with a delegated token: ").Split(';')[0].Split(", ");
            var needsRole = roles is not ["none needed."];

            Assert.Equal(needsRole ? own : [.. own.Union(likeOthers)], Allowed(p => Someone.User(DirectoryRoles.None, [p]), isSelf: true));
            Assert.Equal([.. own.Union(likeOthers)], Allowed(p => Someone.User(DirectoryRoles.GlobalAdministrator, [p]), isSelf: true));
            Assert.Equal(others, Allowed(p => Someone.User(DirectoryRoles.GlobalAdministrator, [p]), isSelf: false));
            Assert.Equal(Names(Line("| Application | ")), Allowed(p => Someone.Application([p]), isSelf: false));
            Assert.Equal(
                others.Count == 0 ? [] : needsRole ? roles.ToHashSet() : NamedRoles.Select(r => r.Name).ToHashSet(),
                NamedRoles.Where(r => others.Any(p => Someone.User(r.Flag, [p]).Asks(permission, DirectoryRoles.None) is null))
                    .Select(r => r.Name).ToHashSet());

            string Line(string start) => lines.Single(l => l.StartsWith(start, StringComparison.Ordinal))[start.Length..];
            HashSet<string> Allowed(Func<string, Caller> caller, bool isSelf) =>
                [.. GraphPermissions.All.Where(p => caller(p).Asks(permission, DirectoryRoles.None, isSelf) is null)];
        });
    }

    [Fact]
    public async Task Operation_NamesThePermissionsAndRolesOfItsRow()
    {
        var reset = (await Described.OperationsAsync("v1.0")).Single(o => o.Operation.OperationId == "users.methods.resetPassword").Operation.Description!;

        Assert.Contains("| Delegated, own account | Not allowed |", reset, StringComparison.Ordinal);
        Assert.Contains(
            "| Delegated, other users | `UserAuthenticationMethod.ReadWrite.All` |",
            reset,
            StringComparison.Ordinal);
        Assert.Contains("| Application | Not supported |", reset, StringComparison.Ordinal);
        Assert.Contains("Password Administrator", reset, StringComparison.Ordinal);
        Assert.Contains("on administrators only as far as the role reaches", reset, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Operations_AnswerErrorsAsGraphDoes(string version)
    {
        // A batch is never refused as a whole for a missing permission.
        var operations = (await Described.OperationsAsync(version)).Where(o => o.Operation.OperationId != "batch" && !IsForTheOperator(o)).ToArray();

        Assert.All(operations, o =>
        {
            string[] errors = o.Path.Contains("/{", StringComparison.Ordinal) ? ["400", "401", "403", "404"] : ["400", "401", "403"];
            foreach (var status in errors)
            {
                var error = o.Operation.Responses![status].Content!["application/json"];
                Assert.Equal("microsoft.graph.ODataErrors.ODataError", Assert.IsType<OpenApiSchemaReference>(error.Schema).Reference.Id);
                Assert.NotEmpty((string)error.Example!["error"]!["message"]!);
            }
        });
        var denied = operations.ToDictionary(
            o => o.Operation.OperationId!, o => (string)o.Operation.Responses!["403"].Content!["application/json"].Example!["error"]!["code"]!);
        if (version == "authmethods") Assert.All(denied.Values, code => Assert.Equal("accessDenied", code));
        else Assert.Equal(("accessDenied", "Authorization_RequestDenied"), (denied["users.ListPhoneMethods"], denied["users.Get"]));
    }

    [Fact]
    public async Task Operations_ThatConflict_NameTheirOwnCode()
    {
        var conflicts = (await Described.OperationsAsync("beta")).Where(o => o.Operation.Responses!.ContainsKey("409")).ToDictionary(
            o => o.Operation.OperationId!, o => (string)o.Operation.Responses!["409"].Content!["application/json"].Example!["error"]!["code"]!);

        Assert.Equal("conflict", conflicts["users.ReplaceQrCodePinMethod"]);
        Assert.Equal("phoneNumberNotUnique", conflicts["users.CreatePhoneMethods"]);
        Assert.All(conflicts, c => Assert.Equal(
            c.Key.Contains("phone", StringComparison.OrdinalIgnoreCase) || c.Key.EndsWith("enableSmsSignIn", StringComparison.Ordinal)
                ? "phoneNumberNotUnique"
                : c.Key is "servicePrincipals.Create" or "oauth2PermissionGrants.Create" ? "Request_MultipleObjectsWithSameKeyValue"
                : "conflict",
            c.Value));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Operations_ThatReadABodyDescribeIt(string version)
    {
        // Ending sessions takes no parameters; a body is only checked for valid JSON.
        var reading = (await RoutesAsync(version))
            .Where(r =>
                r.Action.ControllerTypeInfo != typeof(SessionsController)
                    && r.Action.MethodInfo.GetParameters().Any(p => p.ParameterType == typeof(GraphBody) || p.ParameterType == typeof(RegistrationList)))
            .Select(r => r.Route).ToHashSet();

        var described = await Described.OperationsAsync(version);

        Assert.All(described, o =>
        {
            Assert.Equal(reading.Contains(o.Route), o.Operation.RequestBody is not null);
            if (o.Operation.RequestBody is not { } body) return;
            var json = body.Content!["application/json"];
            Assert.NotEmpty(json.Schema!.Properties!);
            Assert.All(json.Example!.AsObject(), member => Assert.Contains(member.Key, json.Schema.Properties!.Keys));
        });
    }

    [Fact]
    public async Task Schemas_AreGraphsTypesAsTheVersionDeclaresThem()
    {
        var v1 = (await Described.DocumentAsync("v1.0")).Components!.Schemas!;
        var beta = (await Described.DocumentAsync("beta")).Components!.Schemas!;

        Assert.All(v1.Keys.Concat(beta.Keys), name => Assert.StartsWith("microsoft.graph.", name, StringComparison.Ordinal));
        Assert.DoesNotContain("lastUsedDateTime", v1["microsoft.graph.authenticationMethod"].Properties!.Keys);
        Assert.Contains("lastUsedDateTime", beta["microsoft.graph.authenticationMethod"].Properties!.Keys);
        Assert.DoesNotContain("microsoft.graph.signInPreferences", v1.Keys);
        Assert.DoesNotContain("microsoft.graph.hardwareOathAuthenticationMethod", v1.Keys);
        Assert.Contains("microsoft.graph.hardwareOathAuthenticationMethod", beta.Keys);
    }

    [Fact]
    public async Task Schemas_OfDerivedTypes_ExtendTheirBaseWhichTellsThemApart()
    {
        var schemas = (await Described.DocumentAsync("v1.0")).Components!.Schemas!;

        var method = schemas["microsoft.graph.authenticationMethod"];
        var phone = schemas["microsoft.graph.phoneAuthenticationMethod"].AllOf!;
        Assert.Equal("@odata.type", method.Discriminator!.PropertyName);
        Assert.Equal(
            "microsoft.graph.phoneAuthenticationMethod", method.Discriminator.Mapping!["#microsoft.graph.phoneAuthenticationMethod"].Reference.Id);
        Assert.Equal("microsoft.graph.authenticationMethod", Assert.IsType<OpenApiSchemaReference>(phone[0]).Reference.Id);
        Assert.Equal(["phoneNumber", "phoneType", "smsSignInState"], phone[1].Properties!.Keys.Order());
        Assert.Equal(["mobile", "alternateMobile", "office"], schemas["microsoft.graph.authenticationPhoneType"].Enum!.Select(m => (string)m!));
        Assert.Equal("microsoft.graph.authenticationPhoneType", Assert.IsType<OpenApiSchemaReference>(phone[1].Properties!["phoneType"]).Reference.Id);
    }

    private static IEnumerable<string> Forms(RouteEndpoint endpoint, string version, string path) => Operation.Of(endpoint) is { } operation
        ? operation.Forms(version == "v1.0" ? GraphVersion.V1 : GraphVersion.Beta).Select(form => path[..^operation.Name.Length] + form)
        : [path];

    /// <summary>The routes of a version, such as <c>GET /v1.0/users/{user}</c>.</summary>
    private static async Task<IEnumerable<(string Route, ControllerActionDescriptor Action)>> RoutesAsync(string version)
    {
        var services = (await SharedServer.TenantAsync()).Server.Services;
        return from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
               where action is not null
               let path = endpoint.RoutePattern.RawText!
                   .TrimStart('/').Replace("{version:graph}", version == "authmethods" ? "neither" : version, StringComparison.Ordinal)
               where path.StartsWith($"{version}/", StringComparison.Ordinal)
               from verb in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
               from form in Forms(endpoint, version, path)
               select ($"{verb} /{form}", action);
    }

    /// <summary>Whether it needs the operator's key instead of a token, so that nobody's permissions are missing.</summary>
    private static bool IsForTheOperator(DescribedOperation described) =>
        described.Operation.Description!.StartsWith("No token is needed.", StringComparison.Ordinal)
        || described.Operation.Description.Contains("\n\nNo token is needed.", StringComparison.Ordinal);

    private static HashSet<string> Names(string text) => [.. PermissionName().Matches(text).Select(m => m.Groups["name"].Value)];

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex PermissionName();
}
