using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>
/// A built-in directory role. <see cref="TemplateId"/> is the same in every tenant and is what a token's <c>wids</c> carries.
/// <see cref="Flag"/> is <see cref="DirectoryRoles.Other"/> for the roles that no rule here names.
/// </summary>
internal sealed record DirectoryRole(string Name, Guid TemplateId, bool IsPrivileged, DirectoryRoles Flag)
{
    /// <summary>The roles of Microsoft Entra's role reference, by name.</summary>
    public static readonly IReadOnlyList<DirectoryRole> All =
    [
        new("Agent ID Administrator", new("db506228-d27e-4b7d-95e5-295956d6615f"), true, DirectoryRoles.Other),
        new("Agent ID Developer", new("adb2368d-a9be-41b5-8667-d96778e081b0"), false, DirectoryRoles.Other),
        new("Agent Registry Administrator", new("6b942400-691f-4bf0-9d12-d8a254a2baf5"), false, DirectoryRoles.Other),
        new("AI Administrator", new("d2562ede-74db-457e-a7b6-544e236ebb61"), false, DirectoryRoles.Other),
        new("Application Administrator", new("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"), true, DirectoryRoles.ApplicationAdministrator),
        new("Application Developer", new("cf1c38e5-3621-4004-a7cb-879624dced7c"), true, DirectoryRoles.Other),
        new("Attack Payload Author", new("9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f"), false, DirectoryRoles.Other),
        new("Attack Simulation Administrator", new("c430b396-e693-46cc-96f3-db01bf8bb62a"), false, DirectoryRoles.Other),
        new("Attribute Assignment Administrator", new("58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d"), false, DirectoryRoles.Other),
        new("Attribute Assignment Reader", new("ffd52fa5-98dc-465c-991d-fc073eb59f8f"), false, DirectoryRoles.Other),
        new("Attribute Definition Administrator", new("8424c6f0-a189-499e-bbd0-26c1753c96d4"), false, DirectoryRoles.Other),
        new("Attribute Definition Reader", new("1d336d2c-4ae8-42ef-9711-b3604ce3fc2c"), false, DirectoryRoles.Other),
        new("Attribute Log Administrator", new("5b784334-f94b-471a-a387-e7219fc49ca2"), false, DirectoryRoles.Other),
        new("Attribute Log Reader", new("9c99539d-8186-4804-835f-fd51ef9e2dcd"), false, DirectoryRoles.Other),
        new("Attribute Provisioning Administrator", new("ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe"), true, DirectoryRoles.Other),
        new("Attribute Provisioning Reader", new("422218e4-db15-4ef9-bbe0-8afb41546d79"), true, DirectoryRoles.Other),
        new("Authentication Administrator", new("c4e39bd9-1100-46d3-8c65-fb160da0071f"), true, DirectoryRoles.AuthenticationAdministrator),
        new("Authentication Extensibility Administrator", new("25a516ed-2fa0-40ea-a2d0-12923a21473a"), true, DirectoryRoles.Other),
        new("Authentication Policy Administrator", new("0526716b-113d-4c15-b2c8-68e3c22b9f80"), false, DirectoryRoles.AuthenticationPolicyAdministrator),
        new("Azure DevOps Administrator", new("e3973bdf-4987-49ae-837a-ba8e231c7286"), false, DirectoryRoles.Other),
        new("Azure Information Protection Administrator", new("7495fdc4-34c4-4d15-a289-98788ce399fd"), false, DirectoryRoles.Other),
        new("B2C IEF Keyset Administrator", new("aaf43236-0c0d-4d5f-883a-6955382ac081"), true, DirectoryRoles.Other),
        new("B2C IEF Policy Administrator", new("3edaf663-341e-4475-9f94-5c398ef6c070"), false, DirectoryRoles.Other),
        new("Billing Administrator", new("b0f54661-2d74-4c50-afa3-1ec803f12efe"), false, DirectoryRoles.Other),
        new("Cloud App Security Administrator", new("892c5842-a9a6-463a-8041-72aa08ca3cf6"), false, DirectoryRoles.Other),
        new("Cloud Application Administrator", new("158c047a-c907-4556-b7ef-446551a6b5f7"), true, DirectoryRoles.CloudApplicationAdministrator),
        new("Cloud Device Administrator", new("7698a772-787b-4ac8-901f-60d6b08affd2"), true, DirectoryRoles.Other),
        new("Compliance Administrator", new("17315797-102d-40b4-93e0-432062caca18"), false, DirectoryRoles.Other),
        new("Compliance Data Administrator", new("e6d1a23a-da11-4be4-9570-befc86d067a7"), false, DirectoryRoles.Other),
        new("Conditional Access Administrator", new("b1be1c3e-b65d-4f19-8427-f6fa0d97feb9"), true, DirectoryRoles.ConditionalAccessAdministrator),
        new("Customer LockBox Access Approver", new("5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91"), false, DirectoryRoles.Other),
        new("Desktop Analytics Administrator", new("38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4"), false, DirectoryRoles.Other),
        new("Directory Readers", new("88d8e3e3-8f55-4a1e-953a-9b9898b8876b"), false, DirectoryRoles.DirectoryReaders),
        new("Directory Synchronization Accounts", new("d29b2b05-8046-44ba-8758-1e26182fcf32"), false, DirectoryRoles.Other),
        new("Directory Writers", new("9360feb5-f418-4baa-8175-e2a00bac4301"), true, DirectoryRoles.DirectoryWriters),
        new("Domain Name Administrator", new("8329153b-31d0-4727-b945-745eb3bc5f31"), true, DirectoryRoles.Other),
        new("Dragon Administrator", new("e93e3737-fa85-474a-aee4-7d3fb86510f3"), false, DirectoryRoles.Other),
        new("Dynamics 365 Administrator", new("44367163-eba1-44c3-98af-f5787879f96a"), false, DirectoryRoles.Other),
        new("Dynamics 365 Business Central Administrator", new("963797fb-eb3b-4cde-8ce3-5878b3f32a3f"), false, DirectoryRoles.Other),
        new("Edge Administrator", new("3f1acade-1e04-4fbc-9b69-f0302cd84aef"), false, DirectoryRoles.Other),
        new("Exchange Administrator", new("29232cdf-9323-42fd-ade2-1d097af3e4de"), false, DirectoryRoles.Other),
        new("Exchange Backup Administrator", new("49eb8f75-97e9-4e37-9b2b-6c3ebfcffa31"), false, DirectoryRoles.Other),
        new("Exchange Recipient Administrator", new("31392ffb-586c-42d1-9346-e59415a2cc4e"), false, DirectoryRoles.Other),
        new("Extended Directory User Administrator", new("dd13091a-6207-4fc0-82ba-3641e056ab95"), false, DirectoryRoles.Other),
        new("External ID User Flow Administrator", new("6e591065-9bad-43ed-90f3-e9424366d2f0"), false, DirectoryRoles.ExternalIdUserFlowAdministrator),
        new("External ID User Flow Attribute Administrator", new("0f971eea-41eb-4569-a71e-57bb8a3eff1e"), false, DirectoryRoles.Other),
        new("External Identity Provider Administrator", new("be2f45a1-457d-42af-a067-6ec1fa63bc45"), true, DirectoryRoles.Other),
        new("Fabric Administrator", new("a9ea8996-122f-4c74-9520-8edcd192826c"), false, DirectoryRoles.Other),
        new("Global Administrator", new("62e90394-69f5-4237-9190-012177145e10"), true, DirectoryRoles.GlobalAdministrator),
        new("Global Reader", new("f2ef992c-3afb-46b9-b7cf-a126ee74c451"), true, DirectoryRoles.GlobalReader),
        new("Global Secure Access Administrator", new("ac434307-12b9-4fa1-a708-88bf58caabc1"), false, DirectoryRoles.Other),
        new("Global Secure Access Log Reader", new("843318fb-79a6-4168-9e6f-aa9a07481cc4"), false, DirectoryRoles.Other),
        new("Groups Administrator", new("fdd7a751-b60b-444a-984c-02652fe8fa1c"), false, DirectoryRoles.GroupsAdministrator),
        new("Guest Inviter", new("95e79109-95c0-4d8e-aee3-d01accf2d47b"), false, DirectoryRoles.GuestInviter),
        new("Helpdesk Administrator", new("729827e3-9c14-49f7-bb1b-9608f156bbb8"), true, DirectoryRoles.HelpdeskAdministrator),
        new("Hybrid Identity Administrator", new("8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2"), true, DirectoryRoles.Other),
        new("Identity Governance Administrator", new("45d8d3c5-c802-45c6-b32a-1d70b5e1e86e"), false, DirectoryRoles.Other),
        new("Insights Administrator", new("eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c"), false, DirectoryRoles.Other),
        new("Insights Analyst", new("25df335f-86eb-4119-b717-0ff02de207e9"), false, DirectoryRoles.Other),
        new("Insights Business Leader", new("31e939ad-9672-4796-9c2e-873181342d2d"), false, DirectoryRoles.Other),
        new("Intune Administrator", new("3a2c62db-5318-420d-8d74-23affee5d9d5"), true, DirectoryRoles.Other),
        new("IoT Device Administrator", new("2ea5ce4c-b2d8-4668-bd81-3680bd2d227a"), false, DirectoryRoles.Other),
        new("Kaizala Administrator", new("74ef975b-6605-40af-a5d2-b9539d836353"), false, DirectoryRoles.Other),
        new("Knowledge Administrator", new("b5a8dcf3-09d5-43a9-a639-8e29ef291470"), false, DirectoryRoles.Other),
        new("Knowledge Manager", new("744ec460-397e-42ad-a462-8b3f9747a02c"), false, DirectoryRoles.Other),
        new("License Administrator", new("4d6ac14f-3453-41d0-bef9-a3e0c569773a"), false, DirectoryRoles.LicenseAdministrator),
        new("Lifecycle Workflows Administrator", new("59d46f88-662b-457b-bceb-5c3809e5908f"), true, DirectoryRoles.Other),
        new("Message Center Privacy Reader", new("ac16e43d-7b2d-40e0-ac05-243ff356ab5b"), false, DirectoryRoles.Other),
        new("Message Center Reader", new("790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b"), false, DirectoryRoles.MessageCenterReader),
        new("Microsoft 365 Backup Administrator", new("1707125e-0aa2-4d4d-8655-a7c786c76a25"), false, DirectoryRoles.Other),
        new("Microsoft 365 Migration Administrator", new("8c8b803f-96e1-4129-9349-20738d9f9652"), false, DirectoryRoles.Other),
        new("Microsoft 365 Support Engineer", new("00cf5c54-4693-4f59-a0ac-ab79ef0a974d"), false, DirectoryRoles.Other),
        new("Microsoft Entra Joined Device Local Administrator", new("9f06204d-73c1-4d4c-880a-6edb90606fd8"), false, DirectoryRoles.Other),
        new("Microsoft Graph Data Connect Administrator", new("ee67aa9c-e510-4759-b906-227085a7fd4d"), false, DirectoryRoles.Other),
        new("Microsoft Hardware Warranty Administrator", new("1501b917-7653-4ff9-a4b5-203eaf33784f"), false, DirectoryRoles.Other),
        new("Microsoft Hardware Warranty Specialist", new("281fe777-fb20-4fbb-b7a3-ccebce5b0d96"), false, DirectoryRoles.Other),
        new("Network Administrator", new("d37c8bed-0711-4417-ba38-b4abe66ce4c2"), false, DirectoryRoles.Other),
        new("Office Apps Administrator", new("2b745bdf-0803-4d80-aa65-822c4493daac"), false, DirectoryRoles.Other),
        new("Organizational Branding Administrator", new("92ed04bf-c94a-4b82-9729-b799a7a4c178"), false, DirectoryRoles.Other),
        new("Organizational Data Source Administrator", new("9d70768a-0cbc-4b4c-aea3-2e124b2477f4"), false, DirectoryRoles.Other),
        new("Organizational Messages Approver", new("e48398e2-f4bb-4074-8f31-4586725e205b"), false, DirectoryRoles.Other),
        new("Organizational Messages Writer", new("507f53e4-4e52-4077-abd3-d2e1558b6ea2"), false, DirectoryRoles.Other),
        new("Partner Tier1 Support", new("4ba39ca4-527c-499a-b93d-d9b492c50246"), true, DirectoryRoles.PartnerTier1Support),
        new("Partner Tier2 Support", new("e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8"), true, DirectoryRoles.PartnerTier2Support),
        new("Password Administrator", new("966707d0-3269-4727-9be2-8c3a10f19b9d"), true, DirectoryRoles.PasswordAdministrator),
        new("People Administrator", new("024906de-61e5-49c8-8572-40335f1e0e10"), false, DirectoryRoles.Other),
        new("Permissions Management Administrator", new("af78dc32-cf4d-46f9-ba4e-4428526346b5"), false, DirectoryRoles.Other),
        new("Places Administrator", new("78b0ccd1-afc2-4f92-9116-b41aedd09592"), false, DirectoryRoles.Other),
        new("Power Platform Administrator", new("11648597-926c-4cf3-9c36-bcebb0ba8dcc"), false, DirectoryRoles.Other),
        new("Printer Administrator", new("644ef478-e28f-4e28-b9dc-3fdde9aa0b1f"), false, DirectoryRoles.Other),
        new("Printer Technician", new("e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477"), false, DirectoryRoles.Other),
        new("Privileged Authentication Administrator", new("7be44c8a-adaf-4e2a-84d6-ab2649e08a13"), true, DirectoryRoles.PrivilegedAuthenticationAdministrator),
        new("Privileged Role Administrator", new("e8611ab8-c189-46e8-94e1-60213ab1f814"), true, DirectoryRoles.PrivilegedRoleAdministrator),
        new("Reports Reader", new("4a5d8f65-41da-4de4-8968-e035b65339cf"), false, DirectoryRoles.ReportsReader),
        new("Search Administrator", new("0964bb5e-9bdb-4d7b-ac29-58e794862a40"), false, DirectoryRoles.Other),
        new("Search Editor", new("8835291a-918c-4fd7-a9ce-faa49f0cf7d9"), false, DirectoryRoles.Other),
        new("Security Administrator", new("194ae4cb-b126-40b2-bd5b-6091b380977d"), true, DirectoryRoles.SecurityAdministrator),
        new("Security Operator", new("5f2222b1-57c3-48ba-8ad5-d4759f1fde6f"), true, DirectoryRoles.SecurityOperator),
        new("Security Reader", new("5d6b6bb7-de71-4623-b4af-96380a352509"), true, DirectoryRoles.SecurityReader),
        new("Service Support Administrator", new("f023fd81-a637-4b56-95fd-791ac0226033"), false, DirectoryRoles.Other),
        new("SharePoint Administrator", new("f28a1f50-f6e7-4571-818b-6a12f2af6b6c"), false, DirectoryRoles.Other),
        new("SharePoint Advanced Management Administrator", new("99009c4a-3b3f-4957-82a9-9d35e12db77e"), false, DirectoryRoles.Other),
        new("SharePoint Backup Administrator", new("9d3e04ba-3ee4-4d1b-a3a7-9aef423a09be"), false, DirectoryRoles.Other),
        new("SharePoint Embedded Administrator", new("1a7d78b6-429f-476b-b8eb-35fb715fffd4"), false, DirectoryRoles.Other),
        new("Skype for Business Administrator", new("75941009-915a-4869-abe7-691bff18279e"), false, DirectoryRoles.Other),
        new("Teams Administrator", new("69091246-20e8-4a56-aa4d-066075b2a7a8"), false, DirectoryRoles.Other),
        new("Teams Communications Administrator", new("baf37b3a-610e-45da-9e62-d9d1e5e8914b"), false, DirectoryRoles.Other),
        new("Teams Communications Support Engineer", new("f70938a0-fc10-4177-9e90-2178f8765737"), false, DirectoryRoles.Other),
        new("Teams Communications Support Specialist", new("fcf91098-03e3-41a9-b5ba-6f0ec8188a12"), false, DirectoryRoles.Other),
        new("Teams Devices Administrator", new("3d762c5a-1b6c-493f-843e-55a3b42923d4"), false, DirectoryRoles.Other),
        new("Teams Reader", new("1076ac91-f3d9-41a7-a339-dcdf5f480acc"), false, DirectoryRoles.Other),
        new("Teams Telephony Administrator", new("aa38014f-0993-46e9-9b45-30501a20909d"), false, DirectoryRoles.Other),
        new("Tenant Creator", new("112ca1a2-15ad-4102-995e-45b0bc479a6a"), false, DirectoryRoles.Other),
        new("Usage Summary Reports Reader", new("75934031-6c7e-415a-99d7-48dbd49e875e"), false, DirectoryRoles.UsageSummaryReportsReader),
        new("User Administrator", new("fe930be7-5e62-47db-91af-98c3a49a38b1"), true, DirectoryRoles.UserAdministrator),
        new("User Experience Success Manager", new("27460883-1df1-4691-b032-3b79643e5e63"), false, DirectoryRoles.UserExperienceSuccessManager),
        new("Virtual Visits Administrator", new("e300d9e7-4a2b-4295-9eff-f1c78b36cc98"), false, DirectoryRoles.Other),
        new("Viva Glint Tenant Administrator", new("0ec3f692-38d6-4d14-9e69-0377ca7797ad"), false, DirectoryRoles.Other),
        new("Viva Goals Administrator", new("92b086b3-e367-4ef2-b869-1de128fb986e"), false, DirectoryRoles.Other),
        new("Viva Pulse Administrator", new("87761b17-1ed2-4af3-9acd-92a150038160"), false, DirectoryRoles.Other),
        new("Windows 365 Administrator", new("11451d60-acb2-45eb-a7d6-43d0f0125c13"), false, DirectoryRoles.Other),
        new("Windows Update Deployment Administrator", new("32696413-001a-46ae-978c-ce0f6b3620d2"), false, DirectoryRoles.Other),
        new("Yammer Administrator", new("810a2642-a034-447f-a5e8-41beaa378541"), false, DirectoryRoles.Other),
    ];

    private static readonly Dictionary<Guid, DirectoryRole> ByTemplateId = All.ToDictionary(r => r.TemplateId);

    public string Description => RoleDescriptions.Of(Name);

    /// <summary>Null for a role that is not built in.</summary>
    public static DirectoryRole? Find(Guid templateId) => ByTemplateId.GetValueOrDefault(templateId);

    /// <summary>The flag of a role by its template id; a role that is not built in counts as <see cref="DirectoryRoles.Other"/>.</summary>
    public static DirectoryRoles FlagOf(Guid templateId) =>
        ByTemplateId.TryGetValue(templateId, out var role) ? role.Flag : DirectoryRoles.Other;

    /// <summary>The names of the roles in a set, for people to read.</summary>
    public static IEnumerable<string> NamesOf(DirectoryRoles roles) => All
        .Where(r => r.Flag != DirectoryRoles.Other && roles.HasFlag(r.Flag)).Select(r => r.Name)
        .Concat(roles.HasFlag(DirectoryRoles.Other) ? ["another role"] : [])
        .Concat(roles.HasFlag(DirectoryRoles.InRoleAssignableGroup) ? ["a role-assignable group"] : []);
}
