// The words of the page of a network that is opened from disk, in Chinese and English.
export const WORDS = {
  zh: {
    other: "English", light: "浅色", dark: "深色", find: "查找", findHint: "名称", weight: "最少文件", since: "自", until: "至", level: "层级", relation: "关系", all: "全部",
    size: "大小按", strength: "关联文件数", fit: "全图", in: "放大", out: "缩小", legend: "图例，点击可隐藏该类型", side: "详情", nothing: "没有符合的名称。",
    counts: "{nodes} 个节点，{edges} 条连线", aria: "关系图，{nodes} 个节点，{edges} 条连线；旁边列出同样的内容", hint: "点击节点或连线，查看所依文件与原文。", weightiest: "关联最多",
    connections: "{n} 条关联", document: "{n} 份文件", documents: "{n} 份文件", undated: "无日期", more: "另有 {n} 份文件未列出", moreHits: "另有 {n} 个", unheard: "文件抬头所载，文中无此句。",
    source: "原网页", measures: "指标", back: "返回", licences: "所用软件许可", made: "由 kg 生成；此文件不访问网络。", day: "日期", place: "地点", to: "至",
    kinds: { Agency: "机关", Organization: "组织", Place: "地点", Programme: "项目与举措", Product: "产品", Document: "文件", Event: "会议与事件", Person: "人物", Indicator: "指标", Other: "其他" },
    edges: { jointIssuance: "联合发文", coMention: "同句提及", citation: "引用", reprint: "转载", leads: "牵头", topic: "主题", documentKind: "文种", shares: "共有" },
    levels: { central: "中央", province: "省级", prefecture: "地级", county: "县级", township: "乡级" },
    measureNames: {
      degree: "度", weighted_degree: "加权度", in_degree: "入度", out_degree: "出度", betweenness: "中介中心性", closeness: "接近中心性", eigenvector: "特征向量中心性", constraint: "约束",
      effective_size: "有效规模", clustering: "聚类系数", core: "核数", k_core: "核数", community: "社群", component: "连通分量", coreness: "核心度",
    },
    names: {
      "joint-issuance": "联合发文网络", "lead-cosigner": "牵头与会签网络", "co-mention": "同句提及网络", "agency-programme": "机关与项目网络", "agencies-by-programme": "机关网络（共有项目）",
      "programmes-by-agency": "项目网络（共有机关）", "agency-topic": "机关与主题网络", "agencies-by-topic": "机关网络（共有主题）", "topics-by-agency": "主题网络（共有机关）", "agency-form": "机关与文种网络",
      "agencies-by-form": "机关网络（共有文种）", citations: "引用网络", places: "地点网络", neighbourhood: "邻近网络", network: "关系网络",
    },
  },
  en: {
    other: "中文", light: "Light", dark: "Dark", find: "Find", findHint: "A name", weight: "Min. documents", since: "From", until: "until", level: "Level", relation: "Relation", all: "All",
    size: "Size by", strength: "documents", fit: "Fit", in: "Zoom in", out: "Zoom out", legend: "Legend; click to hide a kind", side: "Details", nothing: "No such name.",
    counts: "Nodes: {nodes}, edges: {edges}", aria: "Network drawing with {nodes} nodes and {edges} edges; beside it stands the same as a list", hint: "Click a node or an edge for the documents and sentences it rests on.", weightiest: "Most connected",
    connections: "connections: {n}", document: "{n} document", documents: "{n} documents", undated: "undated", more: "{n} documents more are not listed", moreHits: "{n} more", unheard: "Told by the head of the document; no sentence says so.",
    source: "web page", measures: "Measures", back: "Back", licences: "Licences of the software used", made: "Made by kg; this file does not use the network.", day: "Day", place: "Place", to: "to",
    kinds: { Agency: "Agency", Organization: "Organisation", Place: "Place", Programme: "Programme", Product: "Product", Document: "Document", Event: "Event", Person: "Person", Indicator: "Indicator", Other: "Other" },
    edges: { jointIssuance: "joint issuance", coMention: "named together", citation: "citation", reprint: "reprint", leads: "leads", topic: "topic", documentKind: "kind of document", shares: "shared" },
    levels: { central: "central", province: "province", prefecture: "prefecture", county: "county", township: "township" },
    measureNames: {},
    names: {
      "joint-issuance": "Joint issuance", "lead-cosigner": "Leaders and co-signers", "co-mention": "Named together", "agency-programme": "Agencies and programmes", "agencies-by-programme": "Agencies by shared programmes",
      "programmes-by-agency": "Programmes by shared agencies", "agency-topic": "Agencies and topics", "agencies-by-topic": "Agencies by shared topics", "topics-by-agency": "Topics by shared agencies",
      "agency-form": "Agencies and kinds of document", "agencies-by-form": "Agencies by shared kinds of document", citations: "Citations", places: "Places", neighbourhood: "Neighbourhood", network: "Network",
    },
  },
};
